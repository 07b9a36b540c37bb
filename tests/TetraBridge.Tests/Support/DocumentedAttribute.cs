namespace TetraBridge.Tests.Support;

/// <summary>An attribute that docs/attributes.md names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, as semantic conventions write it; empty for resources, where the list tells none.</param>
/// <param name="Paths">The fields that it tells; none where it is derived.</param>
internal sealed record DocumentedAttribute(string Name, string Type, IReadOnlyList<string> Paths);

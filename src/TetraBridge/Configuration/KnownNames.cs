namespace TetraBridge.Configuration;

/// <summary>The names that filters and own categories may use; given by the rooms that own them.</summary>
/// <param name="Categories">Ids of the built-in categories.</param>
/// <param name="Kinds">Event kinds.</param>
internal sealed record KnownNames(IReadOnlyList<string> Categories, IReadOnlyList<string> Kinds);

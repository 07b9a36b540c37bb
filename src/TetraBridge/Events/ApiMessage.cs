namespace TetraBridge.Events;

/// <summary>A message of Tetragon's API.</summary>
/// <param name="Name">Its name without the package: Process, KprobeArgument.</param>
/// <param name="Fields">Its fields in the API's order; names and numbers are unique among them.</param>
internal sealed record ApiMessage(string Name, IReadOnlyList<ApiField> Fields);

namespace TetraBridge.Tests.Support;

/// <summary>A message as a consumer gets it.</summary>
/// <param name="Topic">Where it goes.</param>
/// <param name="Key">Null: none.</param>
/// <param name="Headers">By name.</param>
/// <param name="Value">The payload.</param>
internal sealed record ToldMessage(string Topic, string? Key, IReadOnlyDictionary<string, string> Headers, byte[] Value);

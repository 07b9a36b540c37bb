namespace TetraBridge.Sources.GrpcStream.Request;

/// <summary>A key of a filter of Tetragon's API.</summary>
/// <param name="Name">As the API, and with it Tetragon's own configuration, writes it.</param>
/// <param name="Number">Its number on the wire.</param>
/// <param name="Type">What it takes.</param>
internal sealed record EventFilterKey(string Name, int Number, EventFilterType Type);

namespace TetraBridge.Sources.GrpcStream.Request;

/// <summary>A key of a filter of Tetragon's API.</summary>
/// <param name="Name">As the API, and with it Tetragon's own configuration, writes it.</param>
/// <param name="Number">Its number on the wire.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Inner">The numbers below, where it lies in messages of the filter; those of one message are told one by one, which protobuf
/// merges.</param>
internal sealed record EventFilterKey(string Name, int Number, EventFilterType Type, params IReadOnlyList<int> Inner);

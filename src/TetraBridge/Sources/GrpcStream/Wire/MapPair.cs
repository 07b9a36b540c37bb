namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>An entry of a map on the wire: slices of its message, and the order of arrival.</summary>
internal record struct MapPair(int Key, int KeyLength, int Value, int ValueLength, int Order);

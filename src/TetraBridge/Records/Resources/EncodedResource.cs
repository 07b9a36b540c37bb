namespace TetraBridge.Records.Resources;

/// <summary>A resource in a sink's format.</summary>
/// <param name="Bytes">The bytes; the same array for the same resource, so that batches group by reference.</param>
/// <param name="Attributes">How many attributes it has.</param>
/// <param name="Cut">The values that were cut to fit, as `name=length`.</param>
internal sealed record EncodedResource(byte[] Bytes, int Attributes, IReadOnlyList<string> Cut);

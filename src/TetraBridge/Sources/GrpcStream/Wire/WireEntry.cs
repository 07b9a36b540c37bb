namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>A field met on the wire.</summary>
/// <param name="Start">Where its value begins in its message; of an unknown field, where its tag does.</param>
/// <param name="Length">The length of the value; -1: a varint, which <paramref name="Value"/> is.</param>
/// <param name="Value">The varint.</param>
internal record struct WireEntry(int Start, int Length, ulong Value)
{
    /// <summary>The next occurrence of the same field; -1: none.</summary>
    public int Next { get; set; } = -1;
}

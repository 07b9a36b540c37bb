using TetraBridge.Buffers;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Batches;

/// <summary>
/// Who keeps the bytes of lines for a batch: the block that they came in, retained, or a copy where the block holds few lines.
/// </summary>
/// <param name="File">The file's fingerprint.</param>
/// <param name="FileName">The file's name as last seen.</param>
/// <param name="Block">The block; null for copies.</param>
/// <param name="Copies">The copies; null for a block.</param>
internal sealed record LineKeeper(UInt128 File, string FileName, LineBlock? Block, ByteBuffer? Copies)
{
    /// <summary>The buffer that the lines lie in.</summary>
    public byte[] Buffer => Block?.Buffer ?? Copies!.Array;
}

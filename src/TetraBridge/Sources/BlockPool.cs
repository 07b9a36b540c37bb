using System.Collections.Concurrent;

namespace TetraBridge.Sources;

/// <summary>
/// Pinned buffers of one size for the blocks of one route, kept for reuse up to a limit; larger ones, for long lines, are not kept.
/// Thread-safe.
/// </summary>
internal sealed class BlockPool(int blockSize, int keep)
{
    private readonly ConcurrentBag<byte[]> _free = [];

    /// <summary>The size of an ordinary block in bytes.</summary>
    public int BlockSize { get; } = blockSize;

    /// <summary>
    /// A buffer of at least <paramref name="size"/> bytes; its content is undefined. The caller owns it until <see cref="Return"/>.
    /// </summary>
    public byte[] Rent(int size) => size <= BlockSize && _free.TryTake(out var buffer)
        ? buffer
        : GC.AllocateUninitializedArray<byte>(Math.Max(size, BlockSize), pinned: true);

    /// <summary>Gives a buffer back; it must not be used afterwards.</summary>
    public void Return(byte[] buffer)
    {
        if (buffer.Length == BlockSize && _free.Count < keep)
        {
            _free.Add(buffer);
        }
    }
}

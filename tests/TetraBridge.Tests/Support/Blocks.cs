using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Sources;

namespace TetraBridge.Tests.Support;

/// <summary>Blocks of lines, each in a buffer of its pool.</summary>
internal static class Blocks
{
    /// <summary>A block of whole lines.</summary>
    public static LineBlock Of(BlockPool pool, UInt128 file, long offset, params IEnumerable<string> lines)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        var buffer = pool.Rent(bytes.Length);
        bytes.CopyTo(buffer, 0);
        return new LineBlock(pool, buffer, 0, bytes.Length, file, "tetragon.log", offset);
    }

    /// <summary>A batch of records that are their lines, from a block that it keeps alone.</summary>
    public static Batch Batch(params string[] lines)
    {
        var batch = new Batch();
        var block = Of(new BlockPool(4096, 4), 7, 0, lines);
        for (int i = 0, at = 0; i < lines.Length; at += Encoding.UTF8.GetByteCount(lines[i]) + 1, i++)
        {
            var length = Encoding.UTF8.GetByteCount(lines[i]);
            var offset = batch.Bytes.Length;
            batch.Bytes.Write(block.Buffer.AsSpan(at, length));
            batch.Add(offset, [], (UInt128)(i + 1), block, at, length);
        }

        block.Release();
        return batch;
    }
}

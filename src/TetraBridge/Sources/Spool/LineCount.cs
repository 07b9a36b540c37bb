using System.Buffers;
using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Sources.Spool;

/// <summary>Counts lines.</summary>
internal static class LineCount
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>How many newlines there are from an offset on.</summary>
    public static long Of(IFileInput input, long from)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            long lines = 0;
            for (var offset = from; input.Read(offset, chunk.AsSpan(0, ChunkBytes)) is > 0 and var read; offset += read)
            {
                lines += chunk.AsSpan(0, read).Count((byte)'\n');
            }

            return lines;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}

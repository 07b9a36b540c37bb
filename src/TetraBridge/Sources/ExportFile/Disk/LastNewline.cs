using System.Buffers;

namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>Finds the end of the last whole line.</summary>
internal static class LastNewline
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>The offset behind the last newline before <paramref name="size"/>; 0 where there is none.</summary>
    public static long Before(IFileInput input, long size)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (var end = size; end > 0;)
            {
                var start = Math.Max(0, end - ChunkBytes);
                var read = chunk.AsSpan(0, input.Read(start, chunk.AsSpan(0, (int)(end - start))));
                var newline = read.LastIndexOf((byte)'\n');
                if (newline >= 0)
                {
                    return start + newline + 1;
                }

                end = start;
            }

            return 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}

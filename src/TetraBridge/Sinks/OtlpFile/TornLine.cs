namespace TetraBridge.Sinks.OtlpFile;

/// <summary>
/// The half of a line that a crash left at the end of a file: its records were never acknowledged and come again, and a reader would
/// stumble over it. Only what begins like a request of ours is cut, so that a wrong path costs nobody a file.
/// </summary>
internal static class TornLine
{
    private const int Chunk = 64 * 1024;

    private static ReadOnlySpan<byte> Beginning => "{\"resourceLogs\":["u8;

    /// <summary>Cuts it off, where there is one.</summary>
    public static async Task CutAsync(FileStream file, CancellationToken cancellation)
    {
        if (!file.CanSeek || file.Length == 0)
        {
            return;
        }

        var start = await LastLineAsync(file, cancellation).ConfigureAwait(false);
        var head = new byte[(int)Math.Min(file.Length - start, Beginning.Length)];
        file.Seek(start, SeekOrigin.Begin);
        await file.ReadExactlyAsync(head, cancellation).ConfigureAwait(false);
        if (head.Length > 0 && Beginning.StartsWith(head))
        {
            file.SetLength(start);
        }
    }

    // Where the line begins that no newline ends; the file's length where there is none.
    private static async Task<long> LastLineAsync(FileStream file, CancellationToken cancellation)
    {
        var buffer = new byte[Chunk];
        for (var end = file.Length; end > 0; end -= Chunk)
        {
            var start = Math.Max(0, end - Chunk);
            var part = buffer.AsMemory(0, (int)(end - start));
            file.Seek(start, SeekOrigin.Begin);
            await file.ReadExactlyAsync(part, cancellation).ConfigureAwait(false);
            if (part.Span.LastIndexOf((byte)'\n') is var newline and >= 0)
            {
                return start + newline + 1;
            }
        }

        return 0;
    }
}

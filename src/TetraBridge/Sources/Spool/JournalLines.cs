namespace TetraBridge.Sources.Spool;

/// <summary>The events of a journal as it is now, one after the other.</summary>
internal sealed class JournalLines(IJournal journal, ILineIdentity identity)
{
    /// <summary>What is done with an event's line, without its newline.</summary>
    public delegate void Take(ReadOnlySpan<byte> line, UInt128 uid, long time);

    /// <summary>True where lines of the last reading could not be read.</summary>
    public bool HasGaps { get; private set; }

    /// <summary>Reads all. An event that tells no time has that of the one before it (0: there is none).</summary>
    /// <param name="take">Takes each event.</param>
    /// <param name="pause">Awaited behind each block.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task ReadAsync(Take take, Func<Task> pause, CancellationToken cancellation)
    {
        HasGaps = false;
        var before = 0L;
        using var reader = journal.Open(null, JournalStart.Oldest, once: true);
        while (reader.TryRead() is { } item)
        {
            cancellation.ThrowIfCancellationRequested();
            if (item is LineBlock block)
            {
                before = Read(block, take, before);
                block.Release();
                await pause().ConfigureAwait(false);
            }
            else
            {
                HasGaps = true;
            }
        }
    }

    private long Read(LineBlock block, Take take, long before)
    {
        for (int at = block.Start, end = block.Start + block.Length; at < end;)
        {
            var newline = block.Buffer.AsSpan(at, end - at).IndexOf((byte)'\n');
            var length = newline < 0 ? end - at : newline;
            if (identity.TryOf(block.Buffer, at, length, out var uid, out var time))
            {
                before = time == 0 ? before : time;
                take(block.Buffer.AsSpan(at, length), uid, before);
            }

            at += length + 1;
        }

        return before;
    }
}

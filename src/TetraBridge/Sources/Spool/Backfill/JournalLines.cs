namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>The events of a journal as it is now, one after the other.</summary>
internal sealed class JournalLines(IJournal journal, ILineIdentity identity)
{
    /// <summary>What is done with an event's line, without its newline.</summary>
    public delegate void Take(ReadOnlySpan<byte> text, in IdentifiedLine line);

    /// <summary>True where lines of the last reading could not be read.</summary>
    public bool HasGaps { get; private set; }

    /// <summary>Where the journal ends now; null where there is nothing. Reads all, but looks into nothing.</summary>
    public Position? End(CancellationToken cancellation)
    {
        Position? end = null;
        using var reader = journal.Open(null, JournalStart.Oldest, once: true);
        while (reader.TryRead() is { } item)
        {
            cancellation.ThrowIfCancellationRequested();
            end = item.End;
            (item as LineBlock)?.Release();
        }

        return end;
    }

    /// <summary>Reads what lies between two places.</summary>
    /// <param name="after">Behind this place; null: from the oldest line on.</param>
    /// <param name="to">Up to this place; null: to the end.</param>
    /// <param name="take">Takes each event.</param>
    /// <param name="pause">Awaited behind each block.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task ReadAsync(Position? after, Position? to, Take take, Func<Task> pause, CancellationToken cancellation)
    {
        HasGaps = false;
        using var reader = journal.Open(null, JournalStart.Oldest, once: true);
        while (reader.TryRead() is { } item)
        {
            cancellation.ThrowIfCancellationRequested();
            var isBefore = after is { } begin && (begin.File != item.End.File || item.End.Offset <= begin.Offset);
            if (item is LineBlock block)
            {
                if (!isBefore)
                {
                    Read(block, Within(block, after) ?? 0, Within(block, to) ?? block.Length, take);
                }

                block.Release();
                await pause().ConfigureAwait(false);
            }
            else
            {
                HasGaps |= !isBefore;
            }

            after = isBefore && !IsAt(after, item.End) ? after : null;
            if (IsAt(to, item.End))
            {
                return;
            }
        }
    }

    // True for an item that ends at the place or behind it.
    private static bool IsAt(Position? place, Position end) => place is { } at && at.File == end.File && at.Offset <= end.Offset;

    private static int? Within(LineBlock block, Position? place) =>
        place is { } at && at.File == block.File && at.Offset >= block.Offset && at.Offset <= block.Offset + block.Length
            ? (int)(at.Offset - block.Offset)
            : null;

    private void Read(LineBlock block, int from, int to, Take take)
    {
        for (int at = block.Start + from, end = block.Start + to; at < end;)
        {
            var newline = block.Buffer.AsSpan(at, end - at).IndexOf((byte)'\n');
            var length = newline < 0 ? end - at : newline;
            if (identity.TryOf(block.Buffer, at, length, out var line))
            {
                take(block.Buffer.AsSpan(at, length), line);
            }

            at += length + 1;
        }
    }
}

namespace TetraBridge.Sources.Spool;

/// <summary>
/// Fills the span of a disconnection from the agent's export file (decisions 9): events of the span that the spool does not hold, marked, and behind them the gap line
/// that says how many they are and whether they are all. It runs beside the live stream, one gap after the other.
/// </summary>
/// <param name="spool">The spool's files, without a hold on them.</param>
/// <param name="export">The agent's export file and its backups.</param>
/// <param name="identity">Tells which lines are the same event.</param>
/// <param name="writer">Takes what is filled in.</param>
/// <param name="untold">Remembers the gap until it is written.</param>
/// <param name="time">The time.</param>
internal sealed class SpoolBackfill(IJournal spool, IJournal export, ILineIdentity identity, SpoolWriter writer, UntoldGaps untold, TimeProvider time)
{
    private const int EdgeEvents = 65_536;

    // Events of a pod that the API server doesn't name yet, and exits without a name, are written up to 30 s late.
    private static readonly TimeSpan _late = TimeSpan.FromSeconds(60);

    // How far back the file is compared with the spool to see whether it is filtered.
    private static readonly TimeSpan _evidence = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    private Task _before = Task.CompletedTask;

    /// <summary>
    /// Fills the gap's span, from <see cref="SpoolGap.From"/> to <see cref="SpoolGap.To"/>, and appends the gap. What ends it early makes the gap incomplete, not absent. From
    /// the call on, not from its end, the gap survives the process; calls come one after the other.
    /// </summary>
    public Task RunAsync(SpoolGap gap, CancellationToken cancellation)
    {
        untold.Add(gap.From!.Value);
        return _before = RunAsync(_before, gap, cancellation);
    }

    private async Task RunAsync(Task before, SpoolGap gap, CancellationToken cancellation)
    {
        await before.ConfigureAwait(false);
        await FillAsync(gap, cancellation).ConfigureAwait(false);
        if (await IsWrittenAsync(cancellation).ConfigureAwait(false))
        {
            untold.Remove(gap.From!.Value);
        }
    }

    private async Task FillAsync(SpoolGap gap, CancellationToken cancellation)
    {
        var span = new BackfillSpan(gap.From!.Value, gap.To!.Value, _late, _evidence);
        try
        {
            // What the stream brings first after the reconnection must be in the spool, to be seen as known.
            await Task.Delay(_settle, time, cancellation).ConfigureAwait(false);
            var known = new RecentUids(EdgeEvents);
            await new JournalLines(spool, identity).ReadAsync((_, uid, at) => Know(span, known, uid, at), () => Task.CompletedTask, cancellation).ConfigureAwait(false);
            var lines = new JournalLines(export, identity);
            await lines.ReadAsync((line, uid, at) => Take(span, known, line, uid, at), () => RoomAsync(cancellation), cancellation).ConfigureAwait(false);
            span.Compare(known, lines.HasGaps);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The gap is told all the same, below; the next start fills what is left.
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A file that can't be read on: the gap is not complete.
        }
        finally
        {
            writer.Append(gap with { Filled = span.Filled, Complete = span.IsComplete });
        }
    }

    private static void Know(BackfillSpan span, RecentUids known, UInt128 uid, long at)
    {
        if (span.Concerns(at))
        {
            known.Add(uid, at);
        }
    }

    private void Take(BackfillSpan span, RecentUids known, ReadOnlySpan<byte> line, UInt128 uid, long at)
    {
        if (span.Take(uid, at, known))
        {
            writer.Append(BackfillMark.On(line));
            known.Add(uid, at);
            span.Filled++;
        }
    }

    // False where it is stopped: then the next start takes the gap up again.
    private async Task<bool> IsWrittenAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var seen = writer.News.Version;
            if (writer.IsWritten)
            {
                return true;
            }

            await Task.WhenAny(writer.News.After(seen), Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation)).ConfigureAwait(false);
        }

        return false;
    }

    private async Task RoomAsync(CancellationToken cancellation)
    {
        while (!writer.HasRoom)
        {
            await Task.Delay(_pause, time, cancellation).ConfigureAwait(false);
        }
    }
}

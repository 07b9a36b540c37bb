using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>
/// Fills the span of a disconnection from the agent's export file (decisions 9): events of the span that the spool does not hold, marked,
/// and behind them the gap line that says how many they are and whether they are all. It runs beside the live stream, one gap after the
/// other; a gap that it does not come to tell is owed to the next start.
/// </summary>
/// <param name="spool">The spool's files, without a hold on them.</param>
/// <param name="export">The agent's export file and its backups.</param>
/// <param name="identity">Tells which lines are the same event.</param>
/// <param name="links">Links what is filled in.</param>
/// <param name="writer">Takes what is filled in.</param>
/// <param name="checkpoint">Remembers the gaps until they are written.</param>
/// <param name="time">The time.</param>
/// <param name="log">The log.</param>
internal sealed class SpoolBackfill(
    IJournal spool, IJournal export, ILineIdentity identity, ILineLinks links, SpoolWriter writer, StreamCheckpoint checkpoint, TimeProvider time, ILogger<SpoolBackfill> log) : IGapTeller
{
    private static readonly TimeSpan _settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    private readonly BackfillLimits _limits = new();
    private readonly Channel<SpoolGap> _gaps = Channel.CreateUnbounded<SpoolGap>(new UnboundedChannelOptions { SingleReader = true });

    /// <inheritdoc/>
    public void Tell(SpoolGap gap)
    {
        checkpoint.Owe(gap);
        _gaps.Writer.TryWrite(gap);
    }

    /// <summary>Fills gap after gap until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var gap in _gaps.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            {
                await FillAsync(gap, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is not told yet is owed: the next start fills what is left, and tells all of it once.
        }
    }

    private async Task FillAsync(SpoolGap gap, CancellationToken stop)
    {
        long filled = 0;
        var span = new BackfillSpan(gap.From!.Value, gap.To!.Value, _limits, text =>
        {
            writer.Append(BackfillMark.On(links.Link(text)));
            filled++;
        });
        try
        {
            var earlier = await ReadAsync(span, gap, stop).ConfigureAwait(false);
            filled += checkpoint.InheritedGaps.Contains(gap) ? earlier : 0;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            span.Spoil();
            log.CannotFill(export.Name, refused.Message.TrimEnd('.'));
        }

        writer.Append(gap with { Words = Words(gap, filled, span.IsComplete), Filled = filled, Complete = span.IsComplete });
        checkpoint.Told(gap);
    }

    // How many events of the span an earlier run had filled in.
    private async Task<long> ReadAsync(BackfillSpan span, SpoolGap gap, CancellationToken stop)
    {
        // The file's end first: what it tells later the stream brings too, and may not have brought when the spool is read.
        var file = new JournalLines(export, identity);
        var end = file.End(stop);
        await Task.Delay(_settle, time, stop).ConfigureAwait(false);
        await WrittenAsync(writer.Appended, stop).ConfigureAwait(false);

        long earlier = 0;
        await new JournalLines(spool, identity).ReadAsync(
            null,
            null,
            (_, in line) =>
            {
                span.Know(line);
                earlier += span.WasFilled(line) ? 1 : 0;
            },
            static () => Task.CompletedTask,
            stop).ConfigureAwait(false);
        if (end is null)
        {
            span.Spoil();
            return earlier;
        }

        await ReadAsync(file, null, end, span, (text, in line) => span.Take(text, line), stop).ConfigureAwait(false);
        span.End();
        if (span.IsComplete && gap.To!.Value + _limits.Report - time.GetUtcNow() is { Ticks: > 0 } untilReported)
        {
            await Task.Delay(untilReported, time, stop).ConfigureAwait(false);
        }

        if (span.IsComplete)
        {
            await ReadAsync(file, end, null, span, (_, in line) => span.Watch(line), stop).ConfigureAwait(false);
        }

        return earlier;
    }

    private async Task ReadAsync(
        JournalLines file, Position? after, Position? to, BackfillSpan span, JournalLines.Take take, CancellationToken stop)
    {
        await file.ReadAsync(after, to, take, () => RoomAsync(stop), stop).ConfigureAwait(false);
        if (file.HasGaps)
        {
            span.Spoil();
        }
    }

    private async Task WrittenAsync(long appended, CancellationToken stop)
    {
        while (!writer.HasWritten(appended))
        {
            await Task.Delay(_pause, time, stop).ConfigureAwait(false);
        }
    }

    private async Task RoomAsync(CancellationToken stop)
    {
        while (!writer.HasRoom)
        {
            await Task.Delay(_pause, time, stop).ConfigureAwait(false);
        }
    }

    private static string Words(SpoolGap gap, long filled, bool isComplete) => (isComplete, filled) switch
    {
        (true, 0) => $"{gap.Words}: nothing is missing, since the agent's export file shows no event of this time",
        (true, _) => $"{gap.Words}: nothing is missing, since all {filled} events of this time were filled in from the agent's export file",
        (false, 0) => $"{gap.Words}: what happened meanwhile is missing, since the agent's export file does not hold it",
        (false, _) =>
            $"{gap.Words}: {filled} events of this time were filled in from the agent's export file, which may not hold all of them",
    };
}

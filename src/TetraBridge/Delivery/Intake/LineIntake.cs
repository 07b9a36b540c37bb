using System.IO.Hashing;
using Microsoft.Extensions.Logging;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Intake;

/// <summary>
/// Takes what a journal hands out into the open batch: lines become records, or are counted, or are kept as dead letters; a gap becomes a
/// record. Posts the batch where it is full. Only the route's loop calls this.
/// </summary>
internal sealed partial class LineIntake(
    string route,
    LineProcessor lines,
    TimeKeeper time,
    OpenBatch open,
    Outbox outbox,
    DeadLetterOffice office,
    Ledger ledger,
    ISecretGuard? guard,
    TimeProvider clock,
    ILogger logger)
{
    /// <summary>Takes an item; a block only so far that <paramref name="stop"/> is seen at the next batch, and releases it.</summary>
    public Task TakeAsync(JournalItem item, CancellationToken stop, CancellationToken abort) => item switch
    {
        LineBlock block => TakeAsync(block, stop, abort),
        UnreadableLine line => TakeAsync(line, abort),
        JournalGap gap => TakeAsync(gap, abort),
        _ => throw new ArgumentOutOfRangeException(nameof(item), item.GetType().Name, "no item of a journal"),
    };

    /// <summary>Takes a record of our own; filters don't ask for it.</summary>
    public async Task TellAsync(BridgeRecord record, CancellationToken abort)
    {
        lines.Append(record, open.Batch);
        Book(new Tally(Told: 1));
        await CloseIfFullAsync(abort).ConfigureAwait(false);
    }

    private async Task TakeAsync(LineBlock block, CancellationToken stop, CancellationToken abort)
    {
        try
        {
            lines.BeginBlock();
            var at = block.Start;
            var end = block.Start + block.Length;
            while (at < end && !stop.IsCancellationRequested)
            {
                at = TakeLines(block, at, end, out var found);
                if (found is { } letter)
                {
                    await KeepAsync(letter, block, abort).ConfigureAwait(false);
                }

                await CloseIfFullAsync(abort).ConfigureAwait(false);
            }
        }
        finally
        {
            open.Batch.Leave();
            block.Release();
        }
    }

    // The hot loop: lines until the batch is full or a line needs a dead letter.
    private int TakeLines(LineBlock block, int at, int end, out (int Start, int Length, LineFate Fate)? found)
    {
        found = null;
        long read = 0, blank = 0, filtered = 0;
        int start = at, length = 0;
        UInt128 unguarded = default;
        do
        {
            start = at;
            var newline = block.Buffer.AsSpan(at, end - at).IndexOf((byte)'\n');
            length = newline < 0 ? end - at : newline;
            at += newline < 0 ? length : length + 1;
            read++;
            if (guard is not null)
            {
                // The bookmark is checked against the file, which the guard leaves as it is.
                unguarded = XxHash128.HashToUInt128(block.Buffer.AsSpan(start, length));
                guard.Guard(block.Buffer.AsSpan(start, length));
            }

            switch (lines.Process(open.Batch, block, start, length))
            {
                case LineFate.Blank:
                    blank++;
                    break;
                case LineFate.Filtered:
                    filtered++;
                    break;
                case LineFate.Gap:
                    GapFound(logger, route, lines.Gap!.Body.TrimEnd('.'));
                    ledger.CountGap();
                    break;
                case var fate when fate is LineFate.Bad or LineFate.EncodedCut:
                    found = (start, length, fate);
                    break;
            }
        }
        while (at < end && found is null && !open.IsFull);

        Book(new Tally(Read: read, Blank: blank, Filtered: filtered));
        var reached = new Position(block.File, block.Offset + at - block.Start);
        if (guard is null)
        {
            open.Reached(reached, block.Buffer.AsSpan(start, length));
        }
        else
        {
            open.Reached(reached, unguarded);
        }

        return at;
    }

    private async Task KeepAsync((int Start, int Length, LineFate Fate) found, LineBlock block, CancellationToken abort)
    {
        var line = block.Buffer.AsMemory(found.Start, found.Length);
        var offset = block.Offset + found.Start - block.Start;
        if (found.Fate == LineFate.EncodedCut)
        {
            var cut = new DeadLetter(
                "cut", "delivered with values cut to fit the receiver's limits (tetrabridge.cut names them)", lines.Uid, block.FileName,
                block.File, offset, found.Length);
            office.KeepCut(cut, line.Span);
            return;
        }

        var letter = new DeadLetter(lines.Problem.Reason(), lines.Problem.Words(), null, block.FileName, block.File, offset, found.Length);
        await KeepAsync(letter, line, abort).ConfigureAwait(false);
    }

    private async Task TakeAsync(UnreadableLine line, CancellationToken abort)
    {
        var (reason, words) = line.Defect == LineDefect.TooLong
            ? ("too_long", "the line is longer than the limit; its head, length and hash are kept")
            : ("no_newline", "the file was rotated before the line was whole");
        Book(new Tally(Read: 1));
        open.Reached(line.End, line.Hash);
        var letter = new DeadLetter(reason, words, null, line.File, line.End.File, line.Offset, line.Length) { Hash = line.Hash };
        guard?.Guard(line.Head);
        await KeepAsync(letter, line.Head, abort).ConfigureAwait(false);
    }

    private async Task TakeAsync(JournalGap gap, CancellationToken abort)
    {
        GapFound(logger, route, gap.Words.TrimEnd('.'));
        ledger.CountGap();
        lines.Append(GapRecords.Of(gap, clock.GetUtcNow()), open.Batch);
        Book(new Tally(Told: 1));

        // Inside a file the place needs the hash of the line before it: the next block brings both, and until then the gap would be told
        // again.
        if (gap.End.Offset == 0)
        {
            open.Reached(gap.End, default(UInt128));
        }

        await CloseIfFullAsync(abort).ConfigureAwait(false);
    }

    // In flight until the letter is written: a full folder holds the route here.
    private async Task KeepAsync(DeadLetter letter, ReadOnlyMemory<byte> line, CancellationToken abort)
    {
        await office.KeepLineAsync(letter, line, abort).ConfigureAwait(false);
        Book(new Tally(Dead: 1));
    }

    private void Book(Tally tally)
    {
        ledger.Take(tally);
        open.Count(tally);
    }

    private ValueTask CloseIfFullAsync(CancellationToken abort) => open.IsFull ? outbox.CloseAsync(time.Newest ?? 0, abort) : default;

    [LoggerMessage(20, LogLevel.Error, "route {Route}: events are missing: {Words}. A record tells it to the destination")]
    private static partial void GapFound(ILogger logger, string route, string words);
}

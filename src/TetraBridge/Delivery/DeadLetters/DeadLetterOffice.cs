using Microsoft.Extensions.Logging;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Delivery.DeadLetters;

/// <summary>
/// Keeps what can't be delivered: writes the dead letter, counts it for the log and tells it to the route's own destination (decisions 5).
/// Where the folder is full the caller waits, so the route holds. A route without a state folder only counts and tells. Thread-safe.
/// </summary>
internal sealed partial class DeadLetterOffice(
    string route, DeadLetterFolder? folder, DeadLetterNotices notices, OutageLog outage, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan _lookAgain = TimeSpan.FromMinutes(1);

    private readonly CutCopies? _cuts = folder is null ? null : new CutCopies(folder.Path, route, CutCopies.DefaultLimit, clock);
    private int _isDropTold;

    private string Fate => folder is null ? "is left out: this route has no state folder to keep it in" : "is kept as a dead letter";

    /// <summary>Keeps a line that is no event, or can't be read whole.</summary>
    public async Task KeepLineAsync(DeadLetter letter, ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        await KeepAsync(letter, line, cancellation).ConfigureAwait(false);
        LineKept(logger, route, Fate, letter.Reason, letter.File, letter.Offset, letter.Words);
        notices.Add(letter, line.Span);
    }

    /// <summary>Keeps a single record that the receiver refused.</summary>
    public async Task KeepRecordAsync(BatchSlice single, string reason, string words, CancellationToken cancellation)
    {
        var (letter, line) = Letter(single, 0, reason, words);
        await KeepAsync(letter, line, cancellation).ConfigureAwait(false);
        if (single[0].Line is null)
        {
            OwnRecordKept(logger, route, Fate, reason, words);
            return;
        }

        RecordKept(logger, route, Fate, reason, letter.File, letter.Offset, words);
        notices.Add(letter, line.Span);
    }

    /// <summary>Keeps a request of which the receiver refused some records without naming them.</summary>
    public async Task KeepSuspectsAsync(BatchSlice slice, long dead, string words, CancellationToken cancellation)
    {
        if (dead == 0)
        {
            return;
        }

        PartlyRefused(logger, route, dead, slice.Count, words);
        var ofOurOwn = 0;
        for (var i = 0; i < slice.Count; i++)
        {
            var (letter, line) = Letter(slice, i, "suspects", $"{dead} of {slice.Count} records were refused: {words}");
            await KeepAsync(letter, line, cancellation).ConfigureAwait(false);
            ofOurOwn += slice[i].Line is null ? 1 : 0;
        }

        // A refused notice makes no new one, else a receiver that dislikes notices would get them for ever.
        if (ofOurOwn < slice.Count)
        {
            notices.AddSuspects(dead, slice);
        }
    }

    /// <summary>
    /// Keeps the whole line of a record that was delivered with cut values, as long as there is room for it; never waits.
    /// </summary>
    public void KeepCut(DeadLetter letter, ReadOnlySpan<byte> line)
    {
        if (_cuts is not null && !_cuts.Keep(letter, line) && Interlocked.Exchange(ref _isDropTold, 1) == 0)
        {
            CopiesDropped(logger, route, _cuts.Dropped, CutCopies.DefaultLimit);
        }
    }

    /// <summary>What was kept is on the disk when this returns.</summary>
    public void Flush()
    {
        _cuts?.Flush();
        folder?.Flush();
    }

    private async Task KeepAsync(DeadLetter letter, ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        var isHeld = false;
        while (folder is not null && !folder.TryKeep(letter, line.Span, out var problem))
        {
            isHeld = true;
            outage.Failed(new Verdict(VerdictKind.Hold, problem), TroubleOwner.DeadLetters);
            await Task.Delay(_lookAgain, clock, cancellation).ConfigureAwait(false);
        }

        if (isHeld)
        {
            outage.Succeeded(TroubleOwner.DeadLetters);
        }
    }

    private static (DeadLetter Letter, ReadOnlyMemory<byte> Line) Letter(BatchSlice slice, int index, string reason, string words)
    {
        var record = slice[index];
        if (record.Line is not { } line)
        {
            return (
                new DeadLetter(reason, words, record.Uid, "", default, 0, record.Length),
                slice.Batch.Bytes.WrittenMemory.Slice(record.Offset, record.Length));
        }

        var keeper = slice.Batch.Keeper(line);
        return (
            new DeadLetter(reason, words, record.Uid, keeper.FileName, keeper.File, line.FileOffset, line.Length),
            slice.Batch.Line(record));
    }

    [LoggerMessage(10, LogLevel.Error, "route {Route}: a line can't be understood and {Fate} ({Reason}): {File} at byte {Offset}: {Words}")]
    private static partial void LineKept(ILogger logger, string route, string fate, string reason, string file, long offset, string words);

    [LoggerMessage(11, LogLevel.Error, "route {Route}: the receiver refused a record, it {Fate} ({Reason}): {File} at byte {Offset}: {Words}")]
    private static partial void RecordKept(
        ILogger logger, string route, string fate, string reason, string file, long offset, string words);

    [LoggerMessage(13, LogLevel.Error, "route {Route}: the receiver refused a record of our own (a gap or a dead letter's notice), it {Fate} ({Reason}): {Words}")]
    private static partial void OwnRecordKept(ILogger logger, string route, string fate, string reason, string words);

    [LoggerMessage(14, LogLevel.Warning, "route {Route}: records are delivered with values cut, and {Dropped} whole lines of such records could not be kept beside the dead letters, which have room for {Limit} bytes of them; the oldest go first. This is said once")]
    private static partial void CopiesDropped(ILogger logger, string route, long dropped, long limit);

    [LoggerMessage(12, LogLevel.Error, "route {Route}: the receiver refused {Dead} of {Count} records and did not say which; all of them are kept as suspects: {Words}")]
    private static partial void PartlyRefused(ILogger logger, string route, long dead, int count, string words);
}

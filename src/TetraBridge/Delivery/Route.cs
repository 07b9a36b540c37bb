using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Sinks;
using TetraBridge.Sources;

namespace TetraBridge.Delivery;

/// <summary>
/// A pipeline of its own from a journal to one destination: one loop reads, understands and encodes into the open batch; full batches go through a small
/// bounded channel to the senders; a verdict settles the batch; the bookmark moves over the oldest unsettled one only (design 2).
/// </summary>
internal sealed partial class Route : IAsyncDisposable
{
    private static readonly TimeSpan _saveEach = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _restEach = TimeSpan.FromSeconds(1);

    private readonly RouteSettings _settings;
    private readonly IJournal _journal;
    private readonly ISink _sink;
    private readonly LineProcessor _lines;
    private readonly Sender _sender;
    private readonly DeadLetterOffice _office;
    private readonly DeadLetterNotices _notices;
    private readonly OutageLog _outage;
    private readonly TimeKeeper _time;
    private readonly BookmarkFile? _bookmarkFile;
    private readonly Bookmark? _bookmark;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Ledger _ledger = new(default);
    private readonly SettlementOrder _order;
    private readonly OpenBatch _open;
    private readonly Channel<(Batch Batch, Action<Tally> End)> _closed;
    private Bookmark? _saved;
    private long _savedAt;
    private volatile IJournalReader? _reader;

    /// <summary>Takes its parts over; <see cref="RunAsync"/> runs them.</summary>
    public Route(RouteSettings settings, IJournal journal, ISink sink, RouteParts parts, TimeProvider clock, ILogger logger)
    {
        _settings = settings;
        _journal = journal;
        _sink = sink;
        _lines = parts.Lines;
        _sender = parts.Sender;
        _office = parts.Office;
        _notices = parts.Notices;
        _outage = parts.Outage;
        _time = parts.Time;
        _bookmarkFile = parts.BookmarkFile;
        _bookmark = parts.Bookmark;
        _saved = parts.Bookmark;
        _clock = clock;
        _logger = logger;
        _order = new SettlementOrder(parts.Bookmark);
        _open = new OpenBatch(sink.Limits, clock);
        _closed = Channel.CreateBounded<(Batch, Action<Tally>)>(new BoundedChannelOptions(1)
        {
            // One writer, and so few batches waiting that memory is what is in flight; the loop waits, the journal keeps.
            FullMode = BoundedChannelFullMode.Wait,
            SingleWriter = true,
            SingleReader = false,
        });
    }

    /// <summary>The route's name.</summary>
    public string Name => _settings.Name;

    /// <summary>How it stands. Thread-safe.</summary>
    public RouteStatus Status()
    {
        var (tally, inFlight) = _ledger.Snapshot();
        return new RouteStatus(Name, tally, inFlight, _ledger.Gaps, _reader?.Lag() ?? default, _time.Newest ?? 0, _outage.Trouble?.Words);
    }

    /// <summary>Runs until <paramref name="stop"/>, or with `once` until all is delivered; then drains up to the deadline. A failure inside comes out as an exception.</summary>
    /// <param name="stop">Stop reading, close the batch, wait for verdicts.</param>
    /// <param name="abort">Stop waiting too: what is in flight will be sent again at the next start.</param>
    public async Task<RouteOutcome> RunAsync(CancellationToken stop, CancellationToken abort)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var stopped = stop.Register(() => end.CancelAfter(_settings.DrainDeadline));
        using var reader = _journal.Open(_bookmark?.Place, _settings.Start, _settings.Once);
        _reader = reader;

        var senders = Enumerable.Range(0, _sink.Limits.InFlight).Select(_ => Task.Run(() => SendAllAsync(end), CancellationToken.None)).ToArray();
        try
        {
            await ReadAllAsync(reader, stop, end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
        finally
        {
            _closed.Writer.TryComplete();
        }

        await Task.WhenAll(senders).ConfigureAwait(false);
        SaveBookmark(evenEarly: true);
        var (tally, inFlight) = _ledger.Snapshot();
        _reader = null;
        return new RouteOutcome(Name, tally, inFlight, !reader.IsCompleted, _ledger.Gaps);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _sink.DisposeAsync().ConfigureAwait(false);

    // Reading: item by item, and where there is none, a look at the age of the open batch.
    private async Task ReadAllAsync(IJournalReader reader, CancellationToken stop, CancellationToken abort)
    {
        while (!stop.IsCancellationRequested)
        {
            abort.ThrowIfCancellationRequested();
            await TellNoticesAsync(atEnd: false, abort).ConfigureAwait(false);
            if (_open.Age >= _settings.LongestAge)
            {
                await CloseAsync(abort).ConfigureAwait(false);
            }

            switch (reader.TryRead())
            {
                case LineBlock block:
                    await TakeAsync(block, stop, abort).ConfigureAwait(false);
                    break;
                case UnreadableLine line:
                    await TakeAsync(line, abort).ConfigureAwait(false);
                    break;
                case JournalGap gap:
                    await TakeAsync(gap, abort).ConfigureAwait(false);
                    break;
                default:
                    if (reader.IsCompleted)
                    {
                        await FinishAsync(abort).ConfigureAwait(false);
                        return;
                    }

                    await RestAsync(reader, stop, abort).ConfigureAwait(false);
                    break;
            }
        }

        await CloseAsync(abort).ConfigureAwait(false);
    }

    // A record goes at once where nothing is under way, else it waits for company until its age is reached.
    private async Task RestAsync(IJournalReader reader, CancellationToken stop, CancellationToken abort)
    {
        if (!_open.IsEmpty && (_order.Open == 0 || _open.Age >= _settings.LongestAge))
        {
            await CloseAsync(abort).ConfigureAwait(false);
        }

        SaveBookmark(evenEarly: _order.Open == 0);
        var atMost = _open.IsEmpty ? _restEach : TimeSpan.FromTicks(Math.Max(0, (_settings.LongestAge - _open.Age).Ticks));
        try
        {
            await reader.WaitAsync(atMost, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            // Told to stop: what is open is still to be closed and sent.
        }
    }

    // With `once`: what the senders refuse is told too, so wait for them before the last batch.
    private async Task FinishAsync(CancellationToken abort)
    {
        await CloseAsync(abort).ConfigureAwait(false);
        do
        {
            while (_order.Open > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), _clock, abort).ConfigureAwait(false);
            }

            await TellNoticesAsync(atEnd: true, abort).ConfigureAwait(false);
            await CloseAsync(abort).ConfigureAwait(false);
        }
        while (_order.Open > 0 || !_notices.IsEmpty);
    }

    private async Task TakeAsync(LineBlock block, CancellationToken stop, CancellationToken abort)
    {
        try
        {
            _lines.BeginBlock();
            var at = block.Start;
            var end = block.Start + block.Length;
            while (at < end && !stop.IsCancellationRequested)
            {
                at = TakeLines(block, at, end, out var bad);
                if (bad is { } letter)
                {
                    await KeepAsync(letter, block, abort).ConfigureAwait(false);
                }

                if (_open.IsFull)
                {
                    await CloseAsync(abort).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            block.Release();
        }
    }

    // The hot loop: lines until the batch is full or a line needs a dead letter.
    private int TakeLines(LineBlock block, int at, int end, out (int Start, int Length, LineFate Fate)? bad)
    {
        bad = null;
        long read = 0, blank = 0, filtered = 0;
        int start = at, length = 0;
        while (at < end && bad is null && !_open.IsFull)
        {
            start = at;
            var newline = block.Buffer.AsSpan(at, end - at).IndexOf((byte)'\n');
            length = newline < 0 ? end - at : newline;
            at += newline < 0 ? length : length + 1;
            read++;
            switch (_lines.Process(_open.Batch, block, start, length))
            {
                case LineFate.Blank:
                    blank++;
                    break;
                case LineFate.Filtered:
                    filtered++;
                    break;
                case LineFate.Bad:
                    bad = (start, length, LineFate.Bad);
                    break;
                case LineFate.EncodedCut:
                    bad = (start, length, LineFate.EncodedCut);
                    break;
            }
        }

        if (read > 0)
        {
            Book(new Tally(Read: read, Blank: blank, Filtered: filtered, Dead: bad is { Fate: LineFate.Bad } ? 1 : 0));
            _open.Reached(new Position(block.File, block.Offset + at - block.Start), block.Buffer.AsSpan(start, length));
        }

        return at;
    }

    private async Task KeepAsync((int Start, int Length, LineFate Fate) found, LineBlock block, CancellationToken abort)
    {
        var line = block.Buffer.AsMemory(found.Start, found.Length);
        var offset = block.Offset + found.Start - block.Start;
        if (found.Fate == LineFate.EncodedCut)
        {
            var cut = new DeadLetter("cut", "delivered with values cut to fit the receiver's limits (tetrabridge.cut names them)", _lines.Uid, block.FileName, block.File, offset, found.Length);
            await _office.KeepCutAsync(cut, line, abort).ConfigureAwait(false);
            return;
        }

        var letter = new DeadLetter(_lines.Problem.Reason(), _lines.Problem.Words(), null, block.FileName, block.File, offset, found.Length);
        await _office.KeepLineAsync(letter, line, abort).ConfigureAwait(false);
    }

    private async Task TakeAsync(UnreadableLine line, CancellationToken abort)
    {
        var (reason, words) = line.Defect == LineDefect.TooLong
            ? ("too_long", "the line is longer than the limit; its head, length and hash are kept")
            : ("no_newline", "the file was rotated before the line was whole");
        Book(new Tally(Read: 1, Dead: 1));
        _open.Reached(line.End, line.Hash);
        var letter = new DeadLetter(reason, words, null, line.File, line.End.File, line.Offset, line.Length) { Hash = line.Hash };
        await _office.KeepLineAsync(letter, line.Head, abort).ConfigureAwait(false);
    }

    private async Task TakeAsync(JournalGap gap, CancellationToken abort)
    {
        GapFound(_logger, Name, gap.Words);
        _ledger.CountGap();
        await TellAsync(GapRecords.Of(gap, _clock.GetUtcNow()), abort).ConfigureAwait(false);

        // Inside a file the place needs the hash of the line before it: the next block brings both, and until then the gap would be told again.
        if (gap.End.Offset == 0)
        {
            _open.Reached(gap.End, default(UInt128));
        }
    }

    private async Task TellNoticesAsync(bool atEnd, CancellationToken abort)
    {
        while (_notices.TryTake(atEnd, out var notice))
        {
            await TellAsync(notice, abort).ConfigureAwait(false);
        }
    }

    private async Task TellAsync(Records.BridgeRecord record, CancellationToken abort)
    {
        _lines.Append(record, _open.Batch);
        Book(new Tally(Told: 1));
        if (_open.IsFull)
        {
            await CloseAsync(abort).ConfigureAwait(false);
        }
    }

    private void Book(Tally tally)
    {
        _ledger.Take(tally);
        _open.Count(tally);
    }

    private async Task CloseAsync(CancellationToken abort)
    {
        if (_open.IsEmpty)
        {
            return;
        }

        var batch = _open.Close(_time.Newest ?? 0);
        var end = _order.Enter(batch.Range!);
        if (batch.Records.Count == 0)
        {
            end(default);
            _open.Return(batch);
        }
        else
        {
            await _closed.Writer.WriteAsync((batch, end), abort).ConfigureAwait(false);
        }

        SaveBookmark(evenEarly: false);
    }

    private async Task SendAllAsync(CancellationTokenSource end)
    {
        try
        {
            await foreach (var (batch, settle) in _closed.Reader.ReadAllAsync(end.Token).ConfigureAwait(false))
            {
                var sent = await _sender.SendAsync(batch, end.Token).ConfigureAwait(false);
                _ledger.Settle(sent.Delivered, sent.Dead);
                settle(sent);
                _open.Return(batch);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
        catch
        {
            // A loop that ends unexpectedly ends the route, and with it the process.
            await end.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void SaveBookmark(bool evenEarly)
    {
        if (_bookmarkFile is null || _order.Bookmark is not { } bookmark || bookmark == _saved)
        {
            return;
        }

        if (!evenEarly && _savedAt != 0 && _clock.GetElapsedTime(_savedAt) < _saveEach)
        {
            return;
        }

        _savedAt = _clock.GetTimestamp();
        try
        {
            // What the bookmark passes must be on the disk before it (decisions 5).
            _office.Flush();
            _bookmarkFile.Save(bookmark, _clock.GetUtcNow());
            _saved = bookmark;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            BookmarkNotSaved(_logger, Name, _bookmarkFile.Path, failure.Message);
        }
    }

    [LoggerMessage(20, LogLevel.Error, "route {Route}: events are missing: {Words}. A record tells it to the destination")]
    private static partial void GapFound(ILogger logger, string route, string words);

    [LoggerMessage(21, LogLevel.Error, "route {Route}: the bookmark {File} can't be saved: {Problem}. Delivery goes on; after a restart records would be sent again")]
    private static partial void BookmarkNotSaved(ILogger logger, string route, string file, string problem);
}

using Microsoft.Extensions.Logging;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.Sending;
using TetraBridge.Events;
using TetraBridge.Sinks;
using TetraBridge.Sources;

namespace TetraBridge.Delivery;

/// <summary>
/// A pipeline of its own from a journal to one destination (design 2):
/// <code>
///   journal ── intake ── open batch ── outbox ── senders ── sink
///                 │                                 │ verdict
///            dead letters          bookmark ◄── settlement order
/// </code>
/// One loop reads, understands and encodes into the open batch; full batches go to the senders; a verdict settles the batch; the bookmark
/// moves over the oldest unsettled one only.
/// </summary>
internal sealed class Route : IAsyncDisposable
{
    private static readonly TimeSpan _restEach = TimeSpan.FromSeconds(1);

    private readonly RouteSettings _settings;
    private readonly IJournal _journal;
    private readonly ISink _sink;
    private readonly RouteParts _parts;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Ledger _ledger = new();
    private readonly SettlementOrder _order;
    private readonly OpenBatch _open;
    private readonly Outbox _outbox;
    private readonly LineIntake _intake;
    private readonly BookmarkKeeper _keeper;
    private readonly KeptBeginning? _beginning;
    private volatile WatchedReader? _reader;
    private volatile bool _isGone;

    /// <summary>Takes its parts over; <see cref="RunAsync"/> runs them.</summary>
    public Route(RouteSettings settings, IJournal journal, ISink sink, RouteParts parts, TimeProvider clock, ILogger logger)
    {
        _settings = settings;
        _journal = journal;
        _sink = sink;
        _parts = parts;
        _clock = clock;
        _logger = logger;
        _order = new SettlementOrder(parts.Bookmark);
        _open = new OpenBatch(sink.Limits, clock);
        _outbox = new Outbox(parts.Sender, _open, _order, _ledger);
        _intake = new LineIntake(settings.Name, parts.Lines, parts.Time, _open, _outbox, parts.Office, _ledger, parts.Guard, clock, logger);
        _keeper = new BookmarkKeeper(
            settings.Name, _order, parts.BookmarkFile, parts.Office, place => _reader?.Settle(place), place => _reader?.Release(place),
            clock, logger);
        _beginning = sink is IBookmarkingSink keeping ? new KeptBeginning(settings.Name, keeping, parts.Outage, clock, logger) : null;
    }

    /// <summary>The route's name.</summary>
    public string Name => _settings.Name;

    /// <summary>How it stands. Thread-safe.</summary>
    public RouteStatus Status()
    {
        var (tally, inFlight) = _ledger.Snapshot();
        return new RouteStatus(
            Name, tally, inFlight, _ledger.Gaps, _reader?.Lag() ?? default, _parts.Time.Newest ?? 0, _parts.Outage.Trouble?.Words);
    }

    /// <summary>
    /// Runs until <paramref name="stop"/>, or with `once` until all is delivered; then drains up to the deadline. A failure inside comes
    /// out as an exception. Once.
    /// </summary>
    /// <param name="stop">Stop reading, close the batch, wait for verdicts.</param>
    /// <param name="abort">Stop waiting too: what is in flight will be sent again at the next start.</param>
    public async Task<RouteOutcome> RunAsync(CancellationToken stop, CancellationToken abort)
    {
        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(abort, deadline.Token);
        using var stopped = stop.Register(() => deadline.CancelAfter(_settings.DrainDeadline));
        using var saving = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        if (_sink is IProxiedSink { Proxy: { } proxy })
        {
            _logger.Proxied(Name, proxy);
        }

        if (!await BeginAsync(stop, end.Token).ConfigureAwait(false))
        {
            return new RouteOutcome(Name, default, 0, WasCutShort: true, IsSaved: true, 0);
        }

        using var reader = new WatchedReader(_journal.Open(_order.Bookmark?.Place, _settings.Start, _settings.Once));
        _reader = reader;

        var keeping = OrEndAllAsync(() => _keeper.RunAsync(saving.Token), end);
        var isSaved = false;
        try
        {
            var sending = Enumerable.Range(0, _sink.Limits.InFlight).Select(_ => OrEndAllAsync(() => _outbox.SendAllAsync(end.Token), end));
            await Task.WhenAll([OrEndAllAsync(() => ReadAllAsync(reader, stop, end.Token), end), .. sending]).ConfigureAwait(false);
        }
        finally
        {
            await saving.CancelAsync().ConfigureAwait(false);
            await keeping.ConfigureAwait(false);
            isSaved = _keeper.Save();
        }

        var (tally, inFlight) = _ledger.Snapshot();
        return new RouteOutcome(Name, tally, inFlight, !reader.IsCompleted, isSaved, _ledger.Gaps, _isGone);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _sink.DisposeAsync().ConfigureAwait(false);

    // Where the destination keeps the bookmark, nothing is read before it has told it; false where the end came first.
    private async Task<bool> BeginAsync(CancellationToken stop, CancellationToken abort)
    {
        if (_beginning is null)
        {
            return true;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        try
        {
            var bookmark = await _beginning.FindAsync(_parts.Bookmark, _settings.IsReset, either.Token).ConfigureAwait(false);
            _order.Begin(bookmark);
            if (bookmark?.NewestTime is > 0 and var newest)
            {
                _parts.Time.Saw(newest, _clock.GetUtcNow().UnixNanoseconds());
            }

            return true;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return false;
        }
    }

    // A loop that ends unexpectedly ends the others of its route, and with it the process.
    private async Task OrEndAllAsync(Func<Task> loop, CancellationTokenSource end)
    {
        try
        {
            await Task.Run(loop, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
        catch (DestinationGoneException gone)
        {
            // Who reads along ended it; other routes go on.
            _isGone = true;
            _logger.Gone(Name, gone.Message);
            await end.CancelAsync().ConfigureAwait(false);
        }
        catch
        {
            await end.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Reading: item by item, and where there is none, a look at the age of the open batch.
    private async Task ReadAllAsync(WatchedReader reader, CancellationToken stop, CancellationToken abort)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                abort.ThrowIfCancellationRequested();
                await TellNoticesAsync(atEnd: false, abort).ConfigureAwait(false);
                if (_open.Age >= _settings.LongestAge)
                {
                    await CloseAsync(abort).ConfigureAwait(false);
                }

                if (reader.TryRead() is { } item)
                {
                    await _intake.TakeAsync(item, stop, abort).ConfigureAwait(false);
                }
                else if (reader.IsCompleted)
                {
                    break;
                }
                else
                {
                    await RestAsync(reader, stop, abort).ConfigureAwait(false);
                }
            }

            await DrainAsync(abort).ConfigureAwait(false);
        }
        finally
        {
            _outbox.Complete();
        }
    }

    // A record goes at once where nothing is under way, else it waits for company until its age is reached.
    private async Task RestAsync(WatchedReader reader, CancellationToken stop, CancellationToken abort)
    {
        if (_order.Open == 0)
        {
            await CloseAsync(abort).ConfigureAwait(false);
        }

        var atMost = _open.IsEmpty ? _restEach : TimeSpan.FromTicks(Math.Max(0, (_settings.LongestAge - _open.Age).Ticks));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        try
        {
            await reader.WaitAsync(atMost, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Told to stop: what is open is still to be closed and sent.
        }
    }

    // What the senders refuse on the way is told too, so the last batch is closed behind their verdicts.
    private async Task DrainAsync(CancellationToken abort)
    {
        do
        {
            await CloseAsync(abort).ConfigureAwait(false);
            await _order.SettledAsync().WaitAsync(abort).ConfigureAwait(false);
            await TellNoticesAsync(atEnd: true, abort).ConfigureAwait(false);
        }
        while (!_open.IsEmpty || _order.Open > 0);
    }

    private async Task TellNoticesAsync(bool atEnd, CancellationToken abort)
    {
        while (_parts.Notices.TryTake(atEnd, out var notice))
        {
            await _intake.TellAsync(notice, abort).ConfigureAwait(false);
        }
    }

    private ValueTask CloseAsync(CancellationToken abort) => _outbox.CloseAsync(_parts.Time.Newest ?? 0, abort);
}

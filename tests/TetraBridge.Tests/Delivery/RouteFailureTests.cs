using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.Sending;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery;

/// <summary>A route whose sink, journal, bookmark or neighbour fails.</summary>
public sealed class RouteFailureTests : IDisposable
{
    private readonly ScriptedJournal _journal = new();
    private readonly ScriptedSink _sink = new();
    private readonly RouteBench _bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_destination_that_is_gone_ends_the_route_without_a_failure()
    {
        _bench.Once = false;
        _sink.Answers(_ => _sink.Requests.Count > 2 ? new Verdict(VerdictKind.Gone, "broken pipe") : Verdict.Delivered);
        var running = _bench.Route(_journal, _sink).RunAsync(Cancellation, CancellationToken.None);
        for (var i = 0; !running.IsCompleted && i < 1000; i++)
        {
            _journal.Block(Lines.Exec(i));
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation));
        }

        var outcome = await running;
        Assert.Equal((true, true), (outcome.IsGone, outcome.IsSaved));
        Assert.InRange(_sink.Taken.Count, 2, 900);
        Assert.Contains(_bench.Log.Entries, entry => entry.Text == "route otlp ends: broken pipe");
    }

    [Fact]
    public async Task A_held_route_saves_what_is_settled_keeps_little_in_memory_and_still_knows_its_lag()
    {
        _bench.Once = false;
        var sink = new ScriptedSink(ScriptedSink.Roomy with { RequestRecords = 1, InFlight = 1 });
        sink.Answers(records => records.Contains(Lines.Exec(3)) ? new Verdict(VerdictKind.Hold, "401") : Verdict.Delivered);
        for (var i = 1; i <= 100; i++)
        {
            _journal.Block(Lines.Exec(i));
        }

        using var stop = new CancellationTokenSource();
        var route = _bench.Route(_journal, sink);
        var running = route.RunAsync(stop.Token, CancellationToken.None);
        await Eventually.TrueAsync(() => _bench.Bookmark?.Totals.Delivered == 2, "what is settled is saved", _bench.Time, TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => route.Status().InFlight == 3, "one is held, one waits, one is about to", _bench.Time, TimeSpan.FromSeconds(1));

        var status = route.Status();
        Assert.Equal(("401", 95), (status.Trouble, status.Lag.Bytes));
        Assert.Equal(Lines.Nanoseconds(5), status.NewestTime);

        await stop.CancelAsync();
        var outcome = await Eventually.EndsAsync(running, _bench.Time, TimeSpan.FromSeconds(1));
        Assert.Equal((3, true, true), (outcome.Undelivered, outcome.WasCutShort, outcome.IsSaved));
    }

    [Fact]
    public async Task Two_routes_on_one_journal_do_not_wait_for_each_other()
    {
        using var other = new RouteBench();
        var held = new ScriptedSink();
        held.Answers(_ => new Verdict(VerdictKind.Hold, "401"));
        for (var i = 1; i <= 50; i++)
        {
            _journal.Block(Lines.Execs(i * 100, 100));
        }

        using var abort = new CancellationTokenSource();
        var late = other.Route(_journal, held, "late").RunAsync(Cancellation, abort.Token);
        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal(5000, outcome.Totals.Delivered);
        Assert.False(late.IsCompleted);
        await abort.CancelAsync();
        Assert.Equal(0, (await late).Totals.Delivered);
    }

    [Fact]
    public async Task A_sink_that_throws_ends_the_route_with_its_exception_and_what_was_settled_is_saved()
    {
        _bench.Once = false;
        var sink = new ScriptedSink(ScriptedSink.Roomy with { RequestRecords = 1, InFlight = 2 });
        sink.Answers(records => records.Contains(Lines.Exec(5)) ? throw new InvalidOperationException("a defect") : Verdict.Delivered);
        _journal.Block(Lines.Execs(1, 100));

        var defect = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _bench.Route(_journal, sink).RunAsync(Cancellation, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));

        Assert.Equal("a defect", defect.Message);
        Assert.Equal(4, _bench.Bookmark!.Totals.Delivered);
    }

    [Fact]
    public async Task A_journal_that_throws_ends_the_route_with_its_exception()
    {
        _bench.Once = false;
        _sink.Answers(_ => new Verdict(VerdictKind.Retry, "busy"));
        _journal.Block(Lines.Execs(1, 10)).Add(() => throw new InvalidOperationException("a defect"));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _bench.Route(_journal, _sink).RunAsync(Cancellation, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task A_bookmark_that_can_not_be_written_is_told_once_a_minute_and_in_the_outcome()
    {
        _bench.Once = false;
        using var stop = new CancellationTokenSource();
        using var nowhere = new TemporaryFolder();
        var file = new BookmarkFile(nowhere.File("missing/route.json"));
        var running = _bench.Route(_journal, _sink, file: file).RunAsync(stop.Token, CancellationToken.None);
        for (var i = 0; i < 240; i++)
        {
            _journal.Block(Lines.Exec(i));
            await Eventually.TrueAsync(() => _sink.Taken.Count == i + 1, "a line");
            _bench.Time.Advance(TimeSpan.FromSeconds(0.5));
        }

        await stop.CancelAsync();
        var outcome = await Eventually.EndsAsync(running, _bench.Time, TimeSpan.FromSeconds(1));
        Assert.False(outcome.IsSaved);
        Assert.InRange(_bench.Log.Entries.Count(entry => entry.Text.Contains("can't be saved", StringComparison.Ordinal)), 1, 4);
    }

    public void Dispose() => _bench.Dispose();
}

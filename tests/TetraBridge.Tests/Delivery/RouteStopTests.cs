using System.IO.Hashing;
using System.Text;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery;

/// <summary>When a route sends, when its bookmark moves, and how it stops.</summary>
public sealed class RouteStopTests : IDisposable
{
    private readonly ScriptedJournal _journal = new();
    private readonly ScriptedSink _sink = new();
    private readonly RouteBench _bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_batches_answered_out_of_order_the_bookmark_waits_for_the_oldest()
    {
        var first = new TaskCompletionSource();
        var sink = new ScriptedSink(ScriptedSink.Roomy with { RequestRecords = 1 });
        sink.Answer = async (records, cancellation) =>
        {
            await (records.Contains(Lines.Exec(1)) ? first.Task.WaitAsync(cancellation) : Task.CompletedTask);
            return Verdict.Delivered;
        };
        _journal.Block(Lines.Execs(1, 20));

        var running = _bench.Route(_journal, sink).RunAsync(Cancellation, CancellationToken.None);
        await Eventually.TrueAsync(() => sink.Taken.Count == 19, "all but the first are taken", _bench.Time, TimeSpan.FromSeconds(1));
        Assert.Null(_bench.Bookmark);

        first.SetResult();
        await Eventually.EndsAsync(running, _bench.Time, TimeSpan.FromSeconds(1));
        Assert.Equal(20, _bench.Bookmark!.Totals.Delivered);
    }

    [Fact]
    public async Task A_stop_waits_for_verdicts_and_tells_what_was_refused_meanwhile()
    {
        _bench.Once = false;
        var answer = new TaskCompletionSource();
        _sink.Answer = async (records, cancellation) =>
        {
            await answer.Task.WaitAsync(cancellation);
            return records.Contains(Lines.Exec(2)) ? new Verdict(VerdictKind.Rejected, "no") : Verdict.Delivered;
        };
        _journal.Block(Lines.Execs(1, 2));

        using var stop = new CancellationTokenSource();
        var running = _bench.Route(_journal, _sink).RunAsync(stop.Token, CancellationToken.None);
        await Eventually.TrueAsync(() => _sink.Requests.Count == 1, "the request is under way");
        await stop.CancelAsync();
        _bench.Time.Advance(TimeSpan.FromSeconds(24));
        Assert.False(running.IsCompleted);
        answer.SetResult();

        var outcome = await running.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        Assert.Equal(new Tally(Read: 2, Told: 1, Delivered: 2, Dead: 1), outcome.Totals);
        Assert.Equal(outcome.Totals, _bench.Bookmark!.Totals);
    }

    [Fact]
    public async Task A_stop_waits_no_longer_than_its_deadline()
    {
        _bench.Once = false;
        _sink.Answers(_ => new Verdict(VerdictKind.Retry, "busy"));
        _journal.Block(Lines.Execs(1, 2));

        using var stop = new CancellationTokenSource();
        var running = _bench.Route(_journal, _sink).RunAsync(stop.Token, CancellationToken.None);
        await Eventually.TrueAsync(() => _sink.Requests.Count > 0, "an attempt");
        await stop.CancelAsync();
        var stopped = _bench.Time.GetUtcNow();

        var outcome = await Eventually.EndsAsync(running, _bench.Time, TimeSpan.FromSeconds(1));

        Assert.InRange((_bench.Time.GetUtcNow() - stopped).TotalSeconds, 25, 60);
        Assert.Equal(2, outcome.Undelivered);
        Assert.Null(_bench.Bookmark);
    }

    [Fact]
    public async Task An_abort_does_not_wait_at_all()
    {
        _sink.Answers(_ => new Verdict(VerdictKind.Retry, "busy"));
        _journal.Block(Lines.Execs(1, 2));
        using var abort = new CancellationTokenSource();

        var running = _bench.Route(_journal, _sink).RunAsync(Cancellation, abort.Token);
        await Eventually.TrueAsync(() => _sink.Requests.Count > 0, "an attempt");
        await abort.CancelAsync();

        Assert.Equal(2, (await running.WaitAsync(TimeSpan.FromSeconds(10), Cancellation)).Undelivered);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_block_leaves_the_bookmark_there()
    {
        _bench.Once = false;
        using var stop = new CancellationTokenSource();
        var sink = new ScriptedSink(ScriptedSink.Roomy with { RequestRecords = 1, InFlight = 1 });
        sink.Answer = async (_, _) =>
        {
            await (sink.Requests.Count == 5 ? stop.CancelAsync() : Task.CompletedTask);
            return Verdict.Delivered;
        };
        var lines = Lines.Execs(1, 50);
        _journal.Block(lines);

        var outcome = await _bench.Route(_journal, sink).RunAsync(stop.Token, CancellationToken.None);

        Assert.InRange(sink.Taken.Count, 5, 10);
        Assert.Equal((0, sink.Taken.Count), (outcome.Undelivered, outcome.Totals.Read));
        Assert.Equal(lines.Take(sink.Taken.Count).Sum(line => line.Length + 1), _bench.Bookmark!.Place.Position.Offset);
        Assert.Equal(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(lines[sink.Taken.Count - 1])), _bench.Bookmark.Place.LastLine);
    }

    [Fact]
    public async Task A_line_goes_at_once_where_nothing_is_under_way()
    {
        _bench.Once = false;
        using var stop = new CancellationTokenSource();
        var running = _bench.Route(_journal, _sink).RunAsync(stop.Token, CancellationToken.None);

        _journal.Block(Lines.Exec(1));
        await Eventually.TrueAsync(() => _sink.Taken.Count == 1, "without the clock moving");

        await stop.CancelAsync();
        await Eventually.EndsAsync(running, _bench.Time, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task While_others_are_under_way_a_line_waits_for_its_age_only()
    {
        _bench.Once = false;
        var first = new TaskCompletionSource();
        _sink.Answer = async (records, cancellation) =>
        {
            await (records.Contains(Lines.Exec(1)) ? first.Task.WaitAsync(cancellation) : Task.CompletedTask);
            return Verdict.Delivered;
        };
        using var stop = new CancellationTokenSource();
        var running = _bench.Route(_journal, _sink).RunAsync(stop.Token, CancellationToken.None);
        _journal.Block(Lines.Exec(1));
        await Eventually.TrueAsync(() => _sink.Requests.Count == 1, "the first is under way");

        _journal.Block(Lines.Exec(2)).Block(Lines.Exec(3));
        await Eventually.TrueAsync(() => _sink.Requests.Count == 2, "the second goes by its age", _bench.Time, TimeSpan.FromMilliseconds(50));
        first.SetResult();

        await stop.CancelAsync();
        await Eventually.EndsAsync(running, _bench.Time, TimeSpan.FromSeconds(1));
        Assert.Equal(3, _sink.Taken.Count);
    }

    [Fact]
    public async Task A_time_that_is_derived_after_a_restart_comes_from_the_bookmark()
    {
        _journal.Block(Lines.Exec(7));
        await _bench.RunAsync(_journal, _sink);

        var route = _bench.Route(new ScriptedJournal(), _sink);

        Assert.Equal(Lines.Nanoseconds(7), route.Status().NewestTime);
    }

    public void Dispose() => _bench.Dispose();
}

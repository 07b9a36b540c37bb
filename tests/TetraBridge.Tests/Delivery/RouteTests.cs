using System.IO.Hashing;
using System.Text;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.Sending;
using TetraBridge.Events;
using TetraBridge.Sources;
using TetraBridge.Sources.Spool;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery;

public sealed class RouteTests : IDisposable
{
    private static readonly RouteFilter _execs = new([], ["process_exec"], Severity.Unspecified, [], [], null);

    private readonly ScriptedJournal _journal = new();
    private readonly ScriptedSink _sink = new();
    private readonly RouteBench _bench = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_delivers_all_in_order_and_the_books_agree()
    {
        _journal.Block(Lines.Execs(1, 50)).Block(Lines.Execs(51, 1)).Block(Lines.Execs(52, 49));

        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal(Lines.Execs(1, 100), _sink.Taken);
        Assert.Equal(new RouteOutcome("otlp", new Tally(Read: 100, Delivered: 100), 0, false, true, 0), outcome);
        Assert.Equal(outcome.Totals, _bench.Bookmark!.Totals);
        Assert.Equal(Lines.Nanoseconds(100), _bench.Bookmark.NewestTime);
    }

    [Theory]
    [InlineData("exec")]
    [InlineData("filtered")]
    [InlineData("blank")]
    [InlineData("bad")]
    public async Task Whatever_the_last_line_is_the_bookmark_stands_behind_it_with_its_hash(string kind)
    {
        _bench.Where = _execs;
        var last = kind switch { "exec" => Lines.Exec(2), "filtered" => Lines.Exit(2), "blank" => "", _ => "garbage" };
        string[] lines = [Lines.Exec(1), last];
        _journal.Block(lines);

        await _bench.RunAsync(_journal, _sink);

        var end = lines.Sum(line => line.Length + 1);
        Assert.Equal(new Bookmarked(new Position(1, end), XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(last))), _bench.Bookmark!.Place);
    }

    [Fact]
    public async Task Each_line_ends_in_exactly_one_place()
    {
        _bench.Where = _execs;
        _journal.Block(Lines.Exec(1), Lines.Exit(2), "", "garbage", "  ", Lines.Exec(3), "{}");

        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal(new Tally(Read: 7, Told: 2, Delivered: 4, Filtered: 1, Dead: 2, Blank: 2), outcome.Totals);
        Assert.Equal(0, outcome.Undelivered);
        Assert.Equal([Lines.Exec(1), Lines.Exec(3)], _sink.Taken.Where(record => record.StartsWith('{')));
        Assert.Equal(2, _sink.Taken.Count(record => record.StartsWith("tetrabridge.dead_letter:", StringComparison.Ordinal)));
        Assert.Equal(["no_event", "not_json"], _bench.Letters.Select(Reason).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_line_is_a_dead_letter_and_the_bookmark_stands_behind_it()
    {
        _journal.Block(Lines.Exec(1)).Add(() => new UnreadableLine(new Position(1, 5_000_000), LineDefect.TooLong, "tetragon.log", 100, 4_999_899, "head"u8.ToArray(), 0xAB));

        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal(new Tally(Read: 2, Told: 1, Delivered: 2, Dead: 1), outcome.Totals);
        Assert.Equal(new Bookmarked(new Position(1, 5_000_000), 0xAB), _bench.Bookmark!.Place);
        Assert.Equal("too_long", Reason(Assert.Single(_bench.Letters)));
    }

    [Fact]
    public async Task A_gap_is_told_whatever_the_filter_says()
    {
        _bench.Where = _execs with { Kinds = ["nothing"] };
        _journal.Add(() => new JournalGap(new Position(1, 0), GapReason.RotatedAway, "tetragon.log", null, null, "the file is gone")).Block(Lines.Exec(1));

        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal(["tetrabridge.gap: the file is gone"], _sink.Taken);
        Assert.Equal((1, new Tally(Read: 1, Told: 1, Delivered: 1, Filtered: 1)), (outcome.Gaps, outcome.Totals));
        Assert.Contains(_bench.Log.Entries, entry => entry.Text.Contains("the file is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gap_line_of_a_spool_is_told_whatever_the_filter_says()
    {
        _bench.Where = _execs with { Kinds = ["nothing"] };
        var gap = SpoolGapLine.Of(new SpoolGap("disconnected", "The agent was gone.") { Events = 3 }, "n", DateTimeOffset.UnixEpoch);
        _journal.Block(Encoding.UTF8.GetString(gap).TrimEnd('\n'), Lines.Exec(1));

        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal(["tetrabridge.gap: The agent was gone."], _sink.Taken);
        Assert.Equal((1, new Tally(Read: 2, Delivered: 1, Filtered: 1)), (outcome.Gaps, outcome.Totals));
        Assert.Contains(_bench.Log.Entries, entry => entry.Text.Contains("The agent was gone.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gap_at_the_end_of_all_is_settled_too()
    {
        _journal.Add(() => new JournalGap(new Position(9, 0), GapReason.RotatedAway, "tetragon.log", null, null, "gone"));

        await _bench.RunAsync(_journal, _sink);

        Assert.Equal(new Position(9, 0), _bench.Bookmark!.Place.Position);
    }

    [Fact]
    public async Task A_line_that_was_cut_is_delivered_and_kept_whole()
    {
        var sink = new ScriptedSink { CutAbove = 200 };
        var line = Lines.Exec(1).Replace("/bin/1", "/bin/" + new string('x', 300), StringComparison.Ordinal);
        _journal.Block(line);

        var outcome = await _bench.RunAsync(_journal, sink);

        Assert.Equal(new Tally(Read: 1, Delivered: 1), outcome.Totals);
        Assert.Equal("cut", Reason(Assert.Single(_bench.Letters)));
    }

    [Fact]
    public async Task Whole_lines_of_cut_records_hold_no_route_where_dead_letters_have_no_room()
    {
        _bench.DeadLetterBytes = 1;
        var sink = new ScriptedSink { CutAbove = 0 };
        _journal.Block(Lines.Execs(0, 50));

        var outcome = await _bench.RunAsync(_journal, sink);

        Assert.Equal(new Tally(Read: 50, Delivered: 50), outcome.Totals);
        Assert.Equal(50, _bench.Letters.Count);
    }

    [Fact]
    public async Task What_the_guard_replaces_is_in_no_record_no_dead_letter_and_no_log()
    {
        _bench.Guard = new MarkerGuard();
        _sink.Answers(records => records.Any(record => record.Contains("x3\"", StringComparison.Ordinal)) ? new Verdict(VerdictKind.Rejected, "no") : Verdict.Delivered);
        _journal.Block([.. Lines.Execs(1, 3).Select(line => line.Replace("/bin/", "/MARKER/", StringComparison.Ordinal)), "no event MARKER"]);
        _journal.Add(() => new UnreadableLine(new Position(1, 10_000), LineDefect.TooLong, "tetragon.log", 9_000, 1_000, "head MARKER"u8.ToArray(), 0));

        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal((5, 3), (outcome.Totals.Read, outcome.Totals.Dead));
        Assert.Equal(3, _bench.Letters.Count);
        Assert.Contains("/******/1", _sink.Taken.First(), StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", string.Concat(_sink.Requests.SelectMany(records => records)), StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", string.Concat(_bench.Letters), StringComparison.Ordinal);
        Assert.DoesNotContain("MARKER", string.Concat(_bench.Log.Entries.Select(entry => entry.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bookmark_behind_a_guarded_line_is_checked_against_the_files_own_bytes()
    {
        _bench.Guard = new MarkerGuard();
        var line = Lines.Exec(1).Replace("/bin/", "/MARKER/", StringComparison.Ordinal);
        _journal.Block(line);

        await _bench.RunAsync(_journal, _sink);

        Assert.Equal(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(line)), _bench.Bookmark!.Place.LastLine);
    }

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
    public async Task Once_tells_what_was_refused_on_the_way_before_it_ends()
    {
        _sink.Answers(records => records.Contains(Lines.Exec(2)) ? new Verdict(VerdictKind.Rejected, "no") : Verdict.Delivered);
        _journal.Block(Lines.Execs(1, 3));

        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal(new Tally(Read: 3, Told: 1, Delivered: 3, Dead: 1), outcome.Totals);
        Assert.Contains(_sink.Taken, record => record.Contains("(rejected)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_refuses_every_notice_does_not_keep_once_from_its_end()
    {
        _sink.Answers(records => records.Any(record => record.StartsWith("tetrabridge.", StringComparison.Ordinal))
            ? new Verdict(VerdictKind.PartlyRejected, "no", RejectedRecords: 1)
            : Verdict.Delivered);
        _journal.Block(Lines.Exec(1), "garbage");

        var outcome = await _bench.RunAsync(_journal, _sink);

        Assert.Equal(0, outcome.Undelivered);
        Assert.InRange(outcome.Totals.Told, 1, 2);
    }

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

    [Fact]
    public async Task A_time_that_is_derived_after_a_restart_comes_from_the_bookmark()
    {
        _journal.Block(Lines.Exec(7));
        await _bench.RunAsync(_journal, _sink);

        var route = _bench.Route(new ScriptedJournal(), _sink);

        Assert.Equal(Lines.Nanoseconds(7), route.Status().NewestTime);
    }

    [Fact]
    public async Task What_the_reader_is_opened_with_is_the_bookmark()
    {
        _journal.Block(Lines.Exec(1));
        await _bench.RunAsync(_journal, _sink);
        await _bench.RunAsync(_journal, _sink);

        Assert.Equal([null, _bench.Bookmark!.Place], _journal.Opened);
    }

    public void Dispose() => _bench.Dispose();

    private static string? Reason(string letter) => System.Text.Json.JsonDocument.Parse(letter).RootElement.GetProperty("reason").GetString();
}

using System.IO.Hashing;
using System.Text;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.Sending;
using TetraBridge.Events;
using TetraBridge.Sources;
using TetraBridge.Sources.Spool.Gaps;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery;

/// <summary>What a route makes of what a journal hands out, read once to its end.</summary>
public sealed class RouteOnceTests : IDisposable
{
    private static readonly RouteFilter _execs = new([], ["process_exec"], Severity.Unspecified, [], [], null);

    private readonly ScriptedJournal _journal = new();
    private readonly ScriptedSink _sink = new();
    private readonly RouteBench _bench = new();

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

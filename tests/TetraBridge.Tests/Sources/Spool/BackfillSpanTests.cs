using System.Text;
using TetraBridge.Delivery.Intake;
using TetraBridge.Sources.Spool.Backfill;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

/// <summary>The span is the seconds 100 to 200; events are a second apart, and known by their number. Behind the span the stream brought everything.</summary>
public sealed class BackfillSpanTests
{
    private readonly LineIdentity _identity = new();
    private readonly List<string> _filled = [];
    private int _again = 201;
    private readonly BackfillLimits _limits = new() { EdgeEvents = 10 };

    [Fact]
    public void Events_before_the_span_that_are_only_forgotten_are_not_filled_in()
    {
        Read(Lines.Execs(50, 50), Lines.Execs(40, 161));

        Assert.Equal(Lines.Execs(100, 101), _filled);
    }

    [Fact]
    public void A_late_event_before_the_span_behind_a_known_one_is_filled_in()
    {
        var late = Lines.Exec(70).Replace("x70", "late", StringComparison.Ordinal);

        Read(Lines.Execs(50, 50), [.. Lines.Execs(60, 36), late]);

        Assert.Equal([late], _filled);
    }

    [Fact]
    public void Events_whose_segments_were_removed_from_the_spool_are_not_filled_in_again()
    {
        Read(Lines.Execs(95, 5), Lines.Execs(45, 205));

        Assert.Equal(Lines.Execs(100, 101), _filled);
    }

    [Fact]
    public void However_many_events_the_spool_holds_of_the_span_none_is_doubled()
    {
        Read([.. Lines.Execs(90, 100)], Lines.Execs(80, 121));

        Assert.Equal(Lines.Execs(190, 11), _filled);
    }

    [Fact]
    public void What_was_filled_in_before_is_known_though_it_stands_behind_younger_lines_and_pushes_nothing_out()
    {
        Read([.. Lines.Execs(80, 20), .. Lines.Execs(201, 5), .. Lines.Execs(20, 30).Select(Marked), Marked(Lines.Loader(7)), .. Lines.Execs(100, 20).Select(Marked)], [.. Lines.Execs(80, 40), Lines.Loader(7), .. Lines.Execs(120, 90)]);

        Assert.Equal(Lines.Execs(120, 81), _filled);
    }

    [Theory]
    [InlineData(195)]
    [InlineData(210)]
    public void Where_the_agents_clock_is_not_ours_the_span_ends_with_the_first_event_of_the_next_stream(int first)
    {
        _again = first;

        Read(Lines.Execs(50, 50), [.. Lines.Execs(40, first - 40), Lines.Loader(1), .. Lines.Execs(first, 10), Lines.Loader(2), .. Lines.Execs(first + 100, 10)]);

        Assert.Equal([.. Lines.Execs(100, first - 100), Lines.Loader(1)], _filled);
    }

    [Fact]
    public void Lines_without_a_time_are_judged_by_those_around_them()
    {
        Read(
            Lines.Execs(80, 20),
            [Lines.Loader(1), .. Lines.Execs(80, 10), Lines.Loader(2), .. Lines.Execs(90, 10), Lines.Loader(3), Lines.Exec(150), Lines.Loader(4), Lines.Exec(201), Lines.Loader(5), Lines.Exec(202)]);

        // Behind 99 the next time is within the span; behind 201 it is over.
        Assert.Equal([Lines.Loader(3), Lines.Exec(150), Lines.Loader(4)], _filled);
    }

    [Fact]
    public void Lines_without_a_time_at_the_head_and_at_the_end_of_a_file_are_filled_in()
    {
        Read(Lines.Execs(10, 20), [Lines.Loader(1), Lines.Loader(2), Lines.Loader(2), Lines.Exec(150)]);
        Read(Lines.Execs(10, 20), [Lines.Exec(29), Lines.Loader(3)]);

        Assert.Equal([Lines.Loader(1), Lines.Loader(2), Lines.Exec(150), Lines.Loader(3)], _filled);
    }

    [Fact]
    public void A_late_line_does_not_tell_that_those_before_it_are_old()
    {
        Read(Lines.Execs(80, 20), [.. Lines.Execs(80, 20), Lines.Loader(1), Lines.Exec(95), Lines.Exec(120)]);

        Assert.Equal([Lines.Loader(1), Lines.Exec(120)], _filled);
    }

    [Fact]
    public void A_file_that_lacks_nothing_is_complete() => Assert.True(Read(Lines.Execs(50, 50), Lines.Execs(0, 210)).IsComplete);

    [Theory]
    [InlineData(20, true)]
    [InlineData(50, true)]
    [InlineData(100, false)]
    [InlineData(150, false)]
    [InlineData(201, false)]
    [InlineData(205, true)]
    public void A_file_in_which_the_agent_starts_within_the_span_is_not_complete(int before, bool isComplete)
    {
        string[] file = [.. Lines.Execs(0, before), Lines.Replay(0), Lines.Replay(7), .. Lines.Execs(before, 210 - before)];

        Assert.Equal(isComplete, Read([Lines.Replay(0), .. Lines.Execs(50, 50)], file).IsComplete);
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(101, false)]
    [InlineData(200, false)]
    [InlineData(259, false)]
    [InlineData(261, true)]
    public void A_report_of_events_that_the_file_lacks_in_the_span_or_a_minute_behind_makes_it_incomplete(int at, bool isComplete) =>
        Assert.Equal(isComplete, Read(Lines.Execs(50, 50), [.. Lines.Execs(0, 210), Lines.RateLimit(at)]).IsComplete);

    [Fact]
    public void More_lines_without_a_time_than_there_is_room_for_make_it_incomplete()
    {
        var span = Read(Lines.Execs(50, 50), [.. Lines.Execs(0, 100), .. Enumerable.Range(0, 40).Select(Lines.Loader), .. Lines.Execs(100, 110)], _limits with { HeldBytes = 2000 });

        Assert.False(span.IsComplete);
        Assert.InRange(_filled.Count, 101, 140);
    }

    private BackfillSpan Read(IEnumerable<string> spool, IEnumerable<string> file, BackfillLimits? limits = null)
    {
        var span = new BackfillSpan(At(100), At(200), limits ?? _limits, text => _filled.Add(Encoding.UTF8.GetString(text)));
        foreach (var line in spool.Concat(Lines.Execs(_again, 60)))
        {
            span.Know(Identify(line).Line);
        }

        foreach (var line in file)
        {
            var (text, identified) = Identify(line);
            span.Take(text, identified);
        }

        span.End();
        return span;
    }

    private (byte[] Text, IdentifiedLine Line) Identify(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.True(_identity.TryOf(bytes, 0, bytes.Length, out var line));
        return (bytes, line);
    }

    private static string Marked(string line) => Encoding.UTF8.GetString(BackfillMark.On(Encoding.UTF8.GetBytes(line)));

    private static DateTimeOffset At(int number) => DateTimeOffset.UnixEpoch.AddTicks(Lines.Nanoseconds(number) / 100);
}

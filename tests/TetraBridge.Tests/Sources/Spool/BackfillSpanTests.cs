using TetraBridge.Sources.Spool;

namespace TetraBridge.Tests.Sources.Spool;

/// <summary>The span is the seconds 100 to 200; the uid of an event is its second.</summary>
public sealed class BackfillSpanTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Events_before_the_span_that_are_only_forgotten_are_not_filled_in()
    {
        var known = Known(limit: 10, events: 50..100);

        Assert.Equal(Enumerable.Range(100, 101), Filled(known, 40..201));
    }

    [Fact]
    public void A_late_event_before_the_span_behind_a_known_one_is_filled_in()
    {
        var known = Known(limit: 10, events: 50..100);
        var span = Span();

        Assert.True(known.Contains(95));
        Assert.False(span.Take(95, 95 * Second, known));
        Assert.True(span.Take(1000, 70 * Second, known));
    }

    [Fact]
    public void Where_nothing_is_forgotten_every_unknown_event_is_missing()
    {
        var known = Known(limit: 100, events: 50..100);

        Assert.Equal([.. Enumerable.Range(45, 5), .. Enumerable.Range(100, 101)], Filled(known, 45..250));
    }

    private static BackfillSpan Span() => new(DateTimeOffset.UnixEpoch.AddSeconds(100), DateTimeOffset.UnixEpoch.AddSeconds(200), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10));

    private static RecentUids Known(int limit, Range events)
    {
        var known = new RecentUids(limit);
        for (var i = events.Start.Value; i < events.End.Value; i++)
        {
            known.Add((UInt128)i, i * Second);
        }

        return known;
    }

    private static IEnumerable<int> Filled(RecentUids known, Range file)
    {
        var span = Span();
        return [.. Enumerable.Range(file.Start.Value, file.End.Value - file.Start.Value).Where(i => span.Take((UInt128)i, i * Second, known))];
    }
}

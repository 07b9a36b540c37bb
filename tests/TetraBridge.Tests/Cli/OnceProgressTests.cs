using Microsoft.Extensions.Time.Testing;
using TetraBridge.Cli;
using TetraBridge.Delivery;
using TetraBridge.Sources;

namespace TetraBridge.Tests.Cli;

public sealed class OnceProgressTests
{
    [Theory]
    [InlineData(75_000_000, 100_000_000, 2_500, null, "otlp: 25.0 of 100.0 MB (25 %), 2,500 events, 2,000 delivered, 250/s, 30 s left")]
    [InlineData(0, 100_000_000, 2_500, null, "otlp: 100.0 MB, 2,500 events, 2,000 delivered, 250/s")]
    [InlineData(100, 100, 0, null, "otlp: 0.0 of 0.0 MB (0 %), 0 events, 2,000 delivered, 0/s")]
    [InlineData(0, 0, 2_500, "nobody answers", "otlp: 0.0 MB, 2,500 events, 2,000 delivered, 250/s; nobody answers")]
    public void A_line_tells_bytes_events_rate_and_what_is_left(long behind, long total, long read, string? trouble, string expected) =>
        Assert.Equal(expected, OnceProgress.Text(Status("otlp", behind, total, read, trouble), TimeSpan.FromSeconds(10)));

    [Fact]
    public async Task A_person_sees_the_route_that_is_furthest_behind_on_one_line_that_goes_away()
    {
        using var error = new StringWriter();
        var clock = new FakeTimeProvider();
        var streams = new Streams(TextWriter.Null, error) { ErrorIsTerminal = true, Width = 40 };
        await using (new OnceProgress(() => [Status("a", 10, 100, 5), Status("b", 90, 100, 1)], new RedrawnLine(streams), clock))
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        Assert.Equal("\r" + "b: 0.0 of 0.0 MB (10 %), 1 events, 2,000 delivered, 4/s, 3 s left"[..39] + "\r" + "\r" + new string(' ', 39) + "\r", error.ToString());
    }

    [Fact]
    public async Task Nobody_looking_means_nothing_written()
    {
        using var error = new StringWriter();
        var clock = new FakeTimeProvider();
        await using (new OnceProgress(() => [Status("a", 10, 100, 5)], new RedrawnLine(new Streams(TextWriter.Null, error)), clock))
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal("", error.ToString());
    }

    private static RouteStatus Status(string name, long behind, long total, long read, string? trouble = null) =>
        new(name, new Tally(Read: read, Delivered: 2000), InFlight: 0, Gaps: 0, new JournalLag(behind, total, null), NewestTime: 0, trouble);
}

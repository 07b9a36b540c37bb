using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Sending;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Sending;

public sealed class OutageLogTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private readonly RecordingLogger<Route> _log = new();
    private readonly OutageLog _outage;

    public OutageLogTests() => _outage = new OutageLog("otlp", _time, _log);

    private IEnumerable<LogLevel> Levels => _log.Entries.Select(entry => entry.Level);

    [Fact]
    public void Trouble_is_told_once_and_then_each_minute_and_its_end()
    {
        for (var second = 0; second < 130; second++)
        {
            _outage.Failed(new Verdict(VerdictKind.NoAnswer, $"attempt {second}"));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _outage.Succeeded();
        _outage.Succeeded();

        Assert.Equal([LogLevel.Warning, LogLevel.Warning, LogLevel.Warning, LogLevel.Information], Levels);
        Assert.Contains("attempt 60", _log.Entries[1].Text, StringComparison.Ordinal);
        Assert.Contains("130 s", _log.Entries[3].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hold_is_an_error_and_is_told_at_once_behind_retries()
    {
        _outage.Failed(new Verdict(VerdictKind.Retry, "busy"));
        _outage.Failed(new Verdict(VerdictKind.Hold, "401"));
        _outage.Failed(new Verdict(VerdictKind.Hold, "401, request 2"));

        Assert.Equal([LogLevel.Warning, LogLevel.Error], Levels);
    }

    [Fact]
    public void A_receiver_that_limits_the_rate_all_day_does_not_fill_the_log()
    {
        for (var second = 0; second < 600; second++)
        {
            _outage.Failed(new Verdict(VerdictKind.Retry, "429"));
            _outage.Succeeded();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_log.Entries.Count, 2, 22);
    }

    [Fact]
    public void The_status_shows_the_trouble_while_it_lasts()
    {
        Assert.Null(_outage.Trouble);

        _outage.Failed(new Verdict(VerdictKind.Hold, "401"));
        _time.Advance(TimeSpan.FromSeconds(5));
        _outage.Failed(new Verdict(VerdictKind.Hold, "403"));
        Assert.Equal(("403", _time.Start), _outage.Trouble);

        _outage.Succeeded();
        Assert.Null(_outage.Trouble);
    }
}

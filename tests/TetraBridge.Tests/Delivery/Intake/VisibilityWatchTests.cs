using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Intake;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Intake;

public sealed class VisibilityWatchTests
{
    private readonly RecordingLogger<VisibilityWatch> _log = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly VisibilityWatch _watch;

    public VisibilityWatchTests() => _watch = new VisibilityWatch("file", _clock, _log);

    [Fact]
    public void Fields_that_the_agents_filters_leave_out_are_a_warning()
    {
        for (var i = 0; i < 10; i++)
        {
            _watch.Observe(TestEvents.Exec("/usr/bin/id"));
        }

        _watch.Tell();

        var (_, text) = Assert.Single(_log.Entries, entry => entry.Level == LogLevel.Warning);
        Assert.StartsWith("source file: The agent's field filters leave out process.flags", text, StringComparison.Ordinal);
    }

    [Fact]
    public void After_enough_events_it_tells_once()
    {
        var e = TestEvents.Exec("/usr/bin/id", "\"flags\":\"execve\",\"exec_id\":\"bjox\",\"start_time\":\"2026-11-24T08:00:00Z\"");
        for (var i = 0; i < 2000; i++)
        {
            Assert.False(_watch.IsDone);
            _watch.Observe(e);
        }

        Assert.True(_watch.IsDone);
        _watch.Tell();
        var (level, text) = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Information, level);
        Assert.StartsWith("source file: exec-fileless, exec-unlinked, privileges-suid, privileges-fscaps can't be seen", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_minute_of_few_events_is_enough()
    {
        _watch.BeginBlock();
        _watch.Observe(TestEvents.Exec("/usr/bin/id"));
        _clock.Advance(TimeSpan.FromSeconds(59));
        _watch.BeginBlock();
        Assert.False(_watch.IsDone);

        _clock.Advance(TimeSpan.FromSeconds(1));
        _watch.BeginBlock();

        Assert.True(_watch.IsDone);
        Assert.Single(_log.Entries);
    }

    [Fact]
    public void A_source_without_events_is_told_nothing_of()
    {
        _watch.Tell();

        Assert.Empty(_log.Entries);
    }
}

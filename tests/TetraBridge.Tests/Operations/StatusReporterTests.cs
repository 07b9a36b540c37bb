using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery;
using TetraBridge.Operations;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Operations;

public sealed class StatusReporterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private readonly RecordingLogger<StatusReporter> _log = new();
    private RouteStatus _status;

    public StatusReporterTests() => _status = new RouteStatus(
        "otlp", new Tally(Read: 10, Told: 1, Delivered: 5, Filtered: 2, Dead: 1, Blank: 1), InFlight: 2, Gaps: 1,
        new JournalLag(4096, 8192, TimeSpan.FromSeconds(90)), (_time.GetUtcNow().ToUnixTimeSeconds() - 30) * 1_000_000_000, "401: check the token");

    private string File => _folder.File("status.json");

    [Fact]
    public void Each_minute_a_route_is_one_line()
    {
        using var reporter = Start();
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(_log.Entries);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(LogLevel.Information, Assert.Single(_log.Entries).Level);
        Assert.StartsWith("route otlp: 10 read, 5 delivered, 2 filtered, 1 dead, 2 in flight, 1 gaps; 4096 bytes (90.0 s) behind, lost in 90 s; 401: check the token", _log.Entries[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_tells_the_same_to_programs()
    {
        using var reporter = Start();
        reporter.Report();

        var root = JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement;
        Assert.Equal((1, "2026-11-24T03:00:00.000Z"), (root.GetProperty("v").GetInt32(), root.GetProperty("time").GetString()));
        var route = root.GetProperty("routes").GetProperty("otlp");
        Assert.Equal([10, 1, 5, 2, 1, 1, 2, 1, 4096, 30, 90], new[] { "read", "told", "delivered", "filtered", "dead", "blank", "inFlight", "gaps", "lagBytes", "lagSeconds", "secondsUntilLost" }.Select(name => route.GetProperty(name).GetInt64()));
        Assert.Equal("401: check the token", route.GetProperty("trouble").GetString());
    }

    [Fact]
    public void The_end_is_written_too_and_what_is_not_known_is_left_out()
    {
        using (Start())
        {
            _status = _status with { Lag = default, Trouble = null };
        }

        var route = JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement.GetProperty("routes").GetProperty("otlp");
        Assert.Equal(0, route.GetProperty("lagSeconds").GetInt64());
        Assert.False(route.TryGetProperty("trouble", out _));
        Assert.False(route.TryGetProperty("secondsUntilLost", out _));
    }

    [Fact]
    public void A_file_that_can_not_be_written_is_a_warning()
    {
        Directory.CreateDirectory(File);
        using var reporter = Start();

        reporter.Report();

        Assert.Contains(_log.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains(File, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SIGUSR1_asks_for_it_now()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SIGUSR1 is number 10 on Linux");
        using var reporter = Start();
        using var kill = Process.Start("kill", ["-USR1", Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);

        await Eventually.TrueAsync(() => System.IO.File.Exists(File), "the signal writes the status");

        Assert.Single(_log.Entries);
    }

    public void Dispose() => _folder.Dispose();

    private StatusReporter Start() => new(() => [_status], File, _time, _log);
}

using System.Globalization;
using System.Text.Json;

namespace TetraBridge.Benchmarks;

/// <summary>
/// `grpc-to-spool` and `grpc-to-otlp`: an agent's stream from a process of its own into the bridge, with all sinks down or with an OTLP receiver: how fast, at what cost, and at which rates a
/// queue of 10,000 at the agent drops nothing.
/// </summary>
internal sealed class StreamRun(string folder, int seconds)
{
    private const long UnpacedEvents = 1_000_000;

    // What the sinks are behind must fit: a full spool is another measurement.
    private const string SpoolBytes = "32GiB";
    private const string Nobody = "http://127.0.0.1:9";

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _settled = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly string _state = Path.Combine(folder, "stream-state");

    /// <summary>The head of the table.</summary>
    public static string Head => "| sinks | events/s at the agent | taken events/s | dropped by a queue of 10,000 | dropped and told by the bridge | CPU-s a million | peak RSS MB |\n|---|---|---|---|---|---|---|";

    /// <summary>Measures one rate (0: as fast as it is taken) and gives its row.</summary>
    public async Task<string> RunAsync(bool isOtlp, double rate)
    {
        if (Directory.Exists(_state))
        {
            Directory.Delete(_state, recursive: true);
        }

        var events = rate == 0 ? UnpacedEvents : (long)(rate * seconds);
        await using var receiver = await LatencyReceiver.StartAsync().ConfigureAwait(false);
        using var agent = ProcessMeter.Start(
            Path.Combine(AppContext.BaseDirectory, "TetraBridge.Benchmarks"),
            ["serve-agent", rate.ToString(CultureInfo.InvariantCulture), events.ToString(CultureInfo.InvariantCulture)],
            redirectInput: true);
        var address = (await agent.StandardOutput.ReadLineAsync().ConfigureAwait(false))!;
        var config = Path.Combine(folder, "stream.yaml");
        await File.WriteAllTextAsync(config, $"sources: {{agent: {{grpc: \"{address}\", spoolBytes: {SpoolBytes}}}}}\n").ConfigureAwait(false);
        using var bridge = ProcessMeter.Start(
            Path.Combine(AppContext.BaseDirectory, "tetrabridge"),
            ["run", "--config", config, .. isOtlp ? receiver.Route : ["--otlp", Nobody], "--state", _state, "--log-level", "error"]);
        try
        {
            _ = await agent.StandardOutput.ReadLineAsync().ConfigureAwait(false);
            var before = ProcessMeter.CpuSeconds(bridge.Id);
            var told = (await agent.StandardOutput.ReadLineAsync().ConfigureAwait(false))!.Split(' ');
            var (sent, dropped, took) = (long.Parse(told[0], CultureInfo.InvariantCulture), long.Parse(told[1], CultureInfo.InvariantCulture), double.Parse(told[2], CultureInfo.InvariantCulture));
            for (long arrived = 0; isOtlp && arrived < sent; arrived += receiver.Drain().Count)
            {
                await Task.Delay(_look, _clock).ConfigureAwait(false);
            }

            var lost = await LostAsync().ConfigureAwait(false);
            var cpu = ProcessMeter.CpuSeconds(bridge.Id) - before;
            var peak = ProcessMeter.PeakKilobytes(bridge.Id) / 1024;
            var offered = rate == 0 ? "as fast as taken" : rate.ToString("N0", CultureInfo.InvariantCulture);
            return string.Create(CultureInfo.InvariantCulture, $"| {(isOtlp ? "OTLP/HTTP" : "down")} | {offered} | {sent / took:N0} | {(rate == 0 ? "" : dropped.ToString("N0", CultureInfo.InvariantCulture))} | {lost:N0} | {cpu * 1e6 / sent:F2} | {peak} |");
        }
        finally
        {
            bridge.Kill();
            await bridge.WaitForExitAsync().ConfigureAwait(false);
            agent.StandardInput.Close();
            await agent.WaitForExitAsync().ConfigureAwait(false);
        }
    }

    // What the bridge itself could not bring to the disk stands in the spool, at its place.
    private async Task<long> LostAsync()
    {
        var spool = Path.Combine(_state, "spool", "agent");
        long Bytes() => Directory.EnumerateFiles(spool).Sum(static file => new FileInfo(file).Length);
        for (var (bytes, before) = (Bytes(), -1L); bytes != before; (bytes, before) = (Bytes(), bytes))
        {
            await Task.Delay(_settled, _clock).ConfigureAwait(false);
        }

        return Directory.EnumerateFiles(spool, "*.log").SelectMany(File.ReadLines)
            .Where(static line => line.StartsWith("{\"tetrabridge_gap\"", StringComparison.Ordinal))
            .Sum(static line => JsonDocument.Parse(line).RootElement.GetProperty("tetrabridge_gap").TryGetProperty("events", out var events) ? events.GetInt64() : 0);
    }
}

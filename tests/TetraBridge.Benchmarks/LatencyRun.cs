using System.Globalization;

namespace TetraBridge.Benchmarks;

/// <summary>`latency [--rate N] [--seconds N]`: a file that grows by so many lines a second, each written by itself as the agent does, and the bridge that follows it: how old records are at the receiver, and what the bridge costs.</summary>
internal sealed class LatencyRun(string folder, int seconds)
{
    private static readonly TimeSpan _start = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>The head of the table.</summary>
    public static string Head => "| receiver | lines a second | newline → receiver p50 | p99 | CPU | RSS MB |\n|---|---|---|---|---|---|";

    /// <summary>Measures one rate (0: at rest) with this receiver and gives its row.</summary>
    public async Task<string> RunAsync(IAgeReceiver receiver, int rate)
    {
        var file = Path.Combine(folder, "growing.log");
        var state = Path.Combine(folder, "latency-state");
        File.WriteAllText(file, "");
        if (Directory.Exists(state))
        {
            Directory.Delete(state, recursive: true);
        }

        using var bridge = ProcessMeter.Start(
            Path.Combine(AppContext.BaseDirectory, "tetrabridge"), ["run", "--file", file, .. receiver.Route, "--state", state, "--log-level", "warn"]);
        try
        {
            // Compiling at the start is no part of what running costs.
            var lines = EventGenerator.Templates("node");
            await using var writer = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await WriteAsync(writer, lines, rate, _start).ConfigureAwait(false);
            receiver.Drain();
            var cpu = ProcessMeter.CpuSeconds(bridge.Id);
            await WriteAsync(writer, lines, rate, TimeSpan.FromSeconds(seconds)).ConfigureAwait(false);
            var used = (ProcessMeter.CpuSeconds(bridge.Id) - cpu) / seconds;
            var rss = ProcessMeter.RssKilobytes(bridge.Id) / 1024;
            var ages = receiver.Drain();
            return string.Create(CultureInfo.InvariantCulture, $"| {receiver.Title} | {rate} | {Percentile(ages, 50)} | {Percentile(ages, 99)} | {used:P1} of a core | {rss} |");
        }
        finally
        {
            bridge.Kill();
        }
    }

    private async Task WriteAsync(FileStream writer, List<LineTemplate> lines, int rate, TimeSpan duration)
    {
        var begin = _clock.GetTimestamp();
        for (long written = 0; _clock.GetElapsedTime(begin) is var elapsed && elapsed < duration;)
        {
            for (; written < rate * elapsed.TotalSeconds; written++)
            {
                writer.Write(lines[(int)(written % lines.Count)].Line(written, _clock.GetUtcNow().UtcDateTime));
            }

            await Task.Delay(rate == 0 ? duration : _step, _clock).ConfigureAwait(false);
        }
    }

    private static string Percentile(List<double> sorted, int percent) =>
        sorted.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)]:F0} ms");
}

using System.Text.Json;
using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>Times that Loki might refuse: it takes nothing over an hour older than the newest of a stream, and nothing over a week old.</summary>
public sealed class LokiAgesTests
{
    [Fact]
    public async Task A_node_that_catches_up_after_hours_while_others_are_current_delivers_all()
    {
        await using var loki = await LokiServer.StartAsync();
        string[] current = [.. Of("node-current", TimeSpan.FromSeconds(5))];
        string[] late = [.. Of("node-late", TimeSpan.FromMinutes(160)), .. Of("node-late", TimeSpan.FromMinutes(90)), .. Of("node-late", TimeSpan.FromSeconds(5))];

        await DeliverAsync(loki, current);
        await DeliverAsync(loki, late);

        var entries = await loki.EntriesAsync();
        Assert.Equal(Uids([.. current, .. late]), entries.Select(static entry => entry.Uid).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Replays_of_processes_that_are_older_than_loki_takes_are_delivered_with_nothing_refused()
    {
        await using var loki = await LokiServer.StartAsync();
        var recorded = Recorded.Lines("k8s-restart-a").ToArray();
        var isReplay = recorded.Select(static line => IsReplay(line.Text)).ToArray();
        var (live, old) = (MovedLines.Of(recorded, TimeSpan.FromSeconds(5)), MovedLines.Of(recorded, TimeSpan.FromDays(9)));
        string[] lines = [.. recorded.Select((_, i) => isReplay[i] ? old[i] : live[i])];

        await DeliverAsync(loki, lines);

        Assert.InRange(isReplay.Count(static replay => replay), 20, lines.Length - 20);
        Assert.Equal(Uids(lines).Distinct(), (await loki.EntriesAsync()).Select(static entry => entry.Uid).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task DeliverAsync(LokiServer loki, IEnumerable<string> lines)
    {
        using var bench = new BridgeBench();
        await File.WriteAllLinesAsync(bench.ExportFile, lines, TestContext.Current.CancellationToken);

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. loki.Route]));

        Assert.True(code == 0, errors);
        Assert.Empty(bench.DeadLetters());
    }

    // Without replays and loads, whose uids don't hold their time: moved twice, they would be the same.
    private static IEnumerable<string> Of(string node, TimeSpan age) =>
        MovedLines.Of(Recorded.Lines("nocred-a").Where(static line => line.Text.AsSpan().IndexOf("procFS"u8) < 0 && line.Text.AsSpan().IndexOf("process_loader"u8) < 0), age)
            .Select(line => line.Replace("\"node_name\":\"node-a\"", $"\"node_name\":\"{node}\"", StringComparison.Ordinal));

    private static bool IsReplay(byte[] line) => JsonElement.Parse(line).TryGetProperty("process_exec", out var exec)
        && exec.GetProperty("process").TryGetProperty("flags", out var flags) && flags.GetString()!.Contains("procFS", StringComparison.Ordinal);

    private static IEnumerable<string> Uids(IEnumerable<string> lines)
    {
        var uids = new LineUids();
        return lines.Select(uids.Of).Order(StringComparer.Ordinal);
    }
}

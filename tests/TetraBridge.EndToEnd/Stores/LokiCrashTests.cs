using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Stores;

public sealed class LokiCrashTests
{
    [Fact]
    public async Task What_is_written_before_while_and_after_loki_is_killed_is_there_in_the_end()
    {
        await using var loki = await LokiServer.StartAsync();
        using var bench = new BridgeBench();
        using var load = new WrittenLoad(bench.ExportFile, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
        await using var bridge = BridgeProcess.Start(bench.Run(loki.Route));
        load.Append(500);
        await Eventually.HoldsAsync(async () => (await loki.EntriesAsync()).Count == 500, "the first arrive");

        await loki.Peer.CrashAsync();
        load.Append(500);
        await Eventually.HoldsAsync(() => bridge.Errors.Contains("can't deliver", StringComparison.Ordinal), "the bridge tells that Loki is gone");
        await loki.Peer.StartAgainAsync();
        load.Append(500);

        var expected = load.Uids().ToHashSet();
        await Eventually.HoldsAsync(async () => (await loki.EntriesAsync()).Select(entry => entry.Uid).ToHashSet().SetEquals(expected), "all are there", seconds: 60);
        Assert.Equal(0, await bridge.StopAsync());
        Assert.Empty(bench.DeadLetters());
    }
}

using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>kill -9 of Loki, and of the bridge in front of it: 5 lives, or as the variables of <see cref="KillPlan"/> say.</summary>
public sealed class LokiCrashTests
{
    private const int UsualRounds = 5;
    private const int EventsPerSecond = 1000;
    private static readonly (int Least, int Most) _lifeMilliseconds = (400, 2000);

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

    [Fact]
    public async Task Whenever_the_bridge_in_front_of_loki_is_killed_nothing_is_lost()
    {
        await using var loki = await LokiServer.StartAsync();
        using var bench = new BridgeBench();
        await using var load = new WrittenLoad(bench.ExportFile, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1)).Begin(EventsPerSecond);
        var plan = KillPlan.Of(UsualRounds);
        var lives = plan.Spans();
        for (var round = 0; round < plan.Rounds; round++)
        {
            await using var bridge = BridgeProcess.Start(bench.Run(loki.Route));
            await lives.PassAsync(_lifeMilliseconds, TestContext.Current.CancellationToken);
            Assert.False(bridge.HasEnded, bridge.Errors);
            await bridge.KillAsync();
        }

        await load.StopAsync();
        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. loki.Route]));

        Assert.True(code == 0, errors);
        var (written, stored) = (load.Uids(), (await loki.EntriesAsync()).Select(static entry => entry.Uid).ToArray());
        Figures.Print($"in front of Loki: {written.Count} events, {load.Rotations} rotations, {plan.Rounds} kills, {written.Except(stored).Count()} lost, {stored.Length - stored.Distinct().Count()} repeated");
        Assert.Equal(written.Order(StringComparer.Ordinal), stored.Distinct().Order(StringComparer.Ordinal));
        Assert.True(load.Rotations > 0 && written.Count > 0, "the load was a load");
        Assert.Empty(bench.DeadLetters());
    }
}

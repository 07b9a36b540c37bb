using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Streams;

/// <summary>The end of a test with a stream: nothing more is told, and what the spool holds has arrived.</summary>
internal static class StreamEnd
{
    /// <summary>Waits until nothing is on its way any more, stops the bridge in order, and tells what the spool holds and what arrived.</summary>
    public static async Task<(SpoolContent Spool, IReadOnlyList<Received> Arrived)> ArrivedAsync(ReplayedStream agent, BridgeProcess bridge, ITestCollector collector)
    {
        var count = -1;
        await Eventually.HoldsAsync(
            async () =>
            {
                var before = count;

                // Longer than a backfill waits before it begins.
                await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, TestContext.Current.CancellationToken);
                count = collector.Received().Count();
                return count == before;
            },
            "nothing more arrives",
            seconds: 120);
        var code = await bridge.StopAsync();
        Assert.True(code == 0, bridge.Errors);
        return (agent.Spool(), [.. collector.Received()]);
    }
}

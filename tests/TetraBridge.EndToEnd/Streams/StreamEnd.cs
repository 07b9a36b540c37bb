using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Streams;

/// <summary>The end of a test with a stream: nothing more is told, and what the spool holds has arrived.</summary>
internal static class StreamEnd
{
    /// <summary>Waits until nothing is on its way any more, stops the bridge in order, and tells what the spool holds and what arrived.</summary>
    public static async Task<(SpoolContent Spool, IReadOnlyList<Received> Arrived)> ArrivedAsync(ReplayedStream agent, BridgeProcess bridge, ITestCollector collector)
    {
        // A stream has an order, and so has a spool: behind the last event nothing is on its way.
        var last = await agent.EmitAsync();
        await Eventually.HoldsAsync(() => agent.Spool().Uids.Contains(last), "the last event is in the spool", seconds: 60);
        await Eventually.HoldsAsync(agent.OwesNothing, "every gap is told", seconds: 150);
        await Eventually.HoldsAsync(() => HasArrived(agent.Spool(), collector), "what is in the spool arrives", seconds: 120);
        var code = await bridge.StopAsync();
        Assert.True(code == 0, bridge.Errors);
        return (agent.Spool(), [.. collector.Received()]);
    }

    private static bool HasArrived(SpoolContent spool, ITestCollector collector)
    {
        var arrived = collector.Received().ToLookup(static record => record.IsEvent);
        return arrived[false].Count(static record => record.EventName == "tetrabridge.gap") >= spool.Gaps.Count && !spool.Uids.Except(arrived[true].Select(static record => record.Uid)).Any();
    }
}

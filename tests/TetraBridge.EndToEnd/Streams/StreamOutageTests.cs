using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Streams;

/// <summary>Whoever goes away, the agent is never made to drop, and what nobody could receive is told.</summary>
public sealed class StreamOutageTests
{
    private const int EventsPerSecond = 500;

    // 10 minutes of 100 events a second, in 10 seconds.
    private const int TenMinutes = 60_000;
    private const int TenMinutesRate = 6000;

    [Fact]
    public async Task All_destinations_down_for_ten_minutes_of_events_cost_nothing()
    {
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, TenMinutesRate);
        await using var collector = await RealCollector.StartAsync();
        await collector.FailAsync();
        await using var bridge = BridgeProcess.Start(agent.Run(collector.Route("http/protobuf")));
        await Eventually.HoldsAsync(async () => (await agent.TotalsAsync()).Sent > TenMinutes, "ten minutes of events are sent", seconds: 60);
        await agent.PostAsync("pause");

        await collector.AnswerAsync();
        var (spool, arrived) = await StreamEnd.ArrivedAsync(agent, bridge, collector);

        var (sent, dropped) = await agent.TotalsAsync();
        Assert.Equal(0, dropped);
        Assert.Equal(sent, spool.Uids.Count);
        Assert.Equal([], spool.Uids.Except(arrived.Select(static record => record.Uid)));
        Assert.Empty(spool.Gaps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_agent_that_comes_again_at_a_socket_of_its_own_is_received_from_again_with_one_gap(bool crashes)
    {
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond, "--export", bench.ExportFile, "--export-max-mb", "100");
        await using var collector = await RealCollector.StartAsync();
        await using var bridge = BridgeProcess.Start(agent.Run(collector.Route("grpc")));
        await Eventually.HoldsAsync(async () => (await agent.TotalsAsync()).Sent > EventsPerSecond, "events are sent");

        await (crashes ? agent.CrashAndRestartAsync() : agent.PostAsync("restart-agent?down_ms=500"));
        var behind = crashes ? 0 : (await agent.TotalsAsync()).Sent;
        await Eventually.HoldsAsync(async () => (await agent.TotalsAsync()).Sent > behind + EventsPerSecond, "events are sent again");
        await agent.PostAsync("pause");
        var (spool, arrived) = await StreamEnd.ArrivedAsync(agent, bridge, collector);

        Assert.Equal([], spool.Uids.Except(arrived.Select(static record => record.Uid)));
        Assert.True(spool.Uids.Count > EventsPerSecond, "the load was a load");
        Assert.Equal([], agent.Missing(spool).Where(told => !spool.TellsOutageAt(told.Time)));
        Assert.Equal(1, spool.GapsOf("disconnected"));
        var gap = Assert.Single(arrived, static record => record.EventName == "tetrabridge.gap");
        Assert.Contains("tetrabridge.gap.from", gap.Attributes.Keys);
        Assert.Contains("tetrabridge.gap.to", gap.Attributes.Keys);
    }

    [Fact]
    public async Task Streams_that_are_reset_again_and_again_are_each_told()
    {
        const int Resets = 4;
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond);
        await using var collector = await RealCollector.StartAsync();
        await using var bridge = BridgeProcess.Start(agent.Run(collector.Route("grpc")));
        for (var reset = 0; reset < Resets; reset++)
        {
            var before = (await agent.TotalsAsync()).Sent;
            await Eventually.HoldsAsync(async () => (await agent.TotalsAsync()).Sent > before + (EventsPerSecond / 2), "events are sent");
            await agent.PostAsync(reset % 2 == 0 ? "disconnect" : "disconnect?fin=1");
        }

        var last = (await agent.TotalsAsync()).Sent;
        await Eventually.HoldsAsync(async () => (await agent.TotalsAsync()).Sent > last, "events are sent again");
        await agent.PostAsync("pause");
        var (spool, arrived) = await StreamEnd.ArrivedAsync(agent, bridge, collector);

        Assert.Equal([], spool.Uids.Except(arrived.Select(static record => record.Uid)));
        Assert.Equal(Resets, spool.GapsOf("disconnected"));
    }
}

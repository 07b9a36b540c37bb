using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Streams;

/// <summary>kill -9 of the bridge at random moments under a stream's load: 5 lives, or as the variables of <see cref="KillPlan"/> say.</summary>
public sealed class StreamKillTests
{
    private const int UsualRounds = 5;
    private const int EventsPerSecond = 1000;
    private static readonly (int Least, int Most) _lifeMilliseconds = (300, 2500);

    [Fact]
    public async Task Whatever_is_killed_everything_that_was_written_to_the_spool_arrives_and_each_outage_is_told()
    {
        using var bench = new BridgeBench();
        await using var agent = await StartAsync(bench);
        await using var collector = await RealCollector.StartAsync();

        var (spool, arrived) = await KillAsync(agent, agent.Run(collector.Route("grpc")), collector);

        var (_, dropped) = await agent.TotalsAsync();
        var missing = agent.Missing(spool);
        Report(nameof(StreamKillTests), spool, arrived);
        Figures.Print($"{missing.Count} events of the agent came while nobody listened, {missing.Count(told => !spool.TellsOutageAt(told.Time))} of them in no gap");
        Assert.Equal([], spool.Uids.Except(Uids(arrived)));
        Assert.Equal([], Uids(arrived).Except(spool.Uids));
        Assert.Equal(spool.Uids.Count, spool.Uids.Distinct().Count());
        Assert.Equal(spool.Gaps.Count, arrived.Where(static record => record.EventName == "tetrabridge.gap").Select(static record => record.Uid).Distinct().Count());
        Assert.True(missing.Count > 0 && spool.Uids.Count > 0, "the load was a load");
        Assert.Equal([], missing.Where(told => !spool.TellsOutageAt(told.Time)));
        Assert.Equal(0, dropped);
    }

    [Fact]
    public async Task With_the_agents_export_file_every_event_of_the_agent_arrives_and_none_is_spooled_twice()
    {
        using var bench = new BridgeBench();
        await using var agent = await StartAsync(bench);
        await using var collector = await RealCollector.StartAsync();

        var (spool, arrived) = await KillAsync(agent, agent.Run(["--backfill", bench.ExportFile, .. collector.Route("grpc")]), collector);

        var uids = new LineUids();
        var written = agent.Exported().Select(uids.Of).ToHashSet();
        var filled = spool.Gaps.Sum(static gap => gap.TryGetProperty("filled", out var count) ? count.GetInt64() : 0);
        Report(nameof(With_the_agents_export_file_every_event_of_the_agent_arrives_and_none_is_spooled_twice), spool, arrived);
        Figures.Print($"{filled} events were filled in, {spool.Gaps.Count(static gap => gap.GetProperty("complete").GetBoolean())} of {spool.Gaps.Count} gaps are complete");
        Assert.Equal([], written.Except(Uids(arrived)));
        Assert.Equal(spool.Uids.Count, spool.Uids.Distinct().Count());
        Assert.True(filled > 0, "something was filled in");

        // Only of the last is it known that the stream brought something before it to compare the file with.
        Assert.True(spool.Gaps[^1].GetProperty("complete").GetBoolean(), spool.Gaps[^1].GetRawText());
    }

    private static Task<ReplayedStream> StartAsync(BridgeBench bench) =>
        ReplayedStream.StartAsync(bench, EventsPerSecond, "--export", bench.ExportFile, "--export-max-mb", "4", "--export-backups", "100000");

    private static async Task<(SpoolContent Spool, IReadOnlyList<Received> Arrived)> KillAsync(ReplayedStream agent, string[] arguments, RealCollector collector)
    {
        var plan = KillPlan.Of(UsualRounds);
        var lives = plan.Spans();
        var connected = 0;
        for (var round = 1; round <= plan.Rounds; round++)
        {
            var before = agent.Spool().Uids.Count;
            await using var bridge = BridgeProcess.Start(arguments);

            // On a slow machine a life may end before it connects: each second one, and the last, gets that far. What is killed is told all the same.
            if (round % 2 == 0 || round == plan.Rounds)
            {
                await Eventually.HoldsAsync(() => agent.Spool().Uids.Count > before + (round == plan.Rounds ? 3 * EventsPerSecond : 0), "it receives", seconds: 60);
            }

            await lives.PassAsync(_lifeMilliseconds, TestContext.Current.CancellationToken);
            Assert.False(bridge.HasEnded, bridge.Errors);
            await bridge.KillAsync();
            connected += bridge.Errors.Contains("receives from the agent", StringComparison.Ordinal) ? 1 : 0;
        }

        Figures.Print($"{connected} of {plan.Rounds} lives said that they were connected when they were killed");
        await using var last = BridgeProcess.Start(arguments);
        await Eventually.HoldsAsync(() => last.Errors.Contains("receives from the agent", StringComparison.Ordinal), "the last life receives");
        await agent.PostAsync("pause");
        return await StreamEnd.ArrivedAsync(agent, last, collector);
    }

    private static IEnumerable<string> Uids(IEnumerable<Received> arrived) => arrived.Where(static record => record.IsEvent).Select(static record => record.Uid);

    private static void Report(string test, SpoolContent spool, IReadOnlyList<Received> arrived) => Figures.Print(
        $"{test}: {spool.Uids.Count} events in the spool, {spool.Uids.Except(Uids(arrived)).Count()} lost, {Uids(arrived).Count() - Uids(arrived).Distinct().Count()} repeated, {spool.Gaps.Count} gaps");
}

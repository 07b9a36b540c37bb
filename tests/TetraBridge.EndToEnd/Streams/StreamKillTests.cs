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
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond);
        await using var collector = await RealCollector.StartAsync();

        var (spool, arrived) = await KillAsync(agent, agent.Run(collector.Route("grpc")), collector);

        var (sent, dropped) = await agent.TotalsAsync();
        Report(nameof(StreamKillTests), spool, arrived);
        Figures.Print($"{sent - spool.Uids.Count} of {sent} events that the agent sent were on their way when the bridge was killed");
        Assert.Equal([], spool.Uids.Except(Uids(arrived)));
        Assert.Equal([], Uids(arrived).Except(spool.Uids));
        Assert.Equal(spool.Uids.Count, spool.Uids.Distinct().Count());
        Assert.Equal(spool.Gaps.Count, arrived.Where(static record => record.EventName == "tetrabridge.gap").Select(static record => record.Uid).Distinct().Count());
        Assert.True(spool.GapsOf("disconnected") > 0 && spool.Uids.Count > 0, "the load was a load");
        Assert.Equal(0, dropped);
    }

    [Fact]
    public async Task With_the_agents_export_file_every_event_of_the_agent_arrives_and_none_is_spooled_twice()
    {
        using var bench = new BridgeBench();
        await using var agent = await ReplayedStream.StartAsync(bench, EventsPerSecond, "--export", bench.ExportFile, "--export-max-mb", "4", "--export-backups", "100000");
        await using var collector = await RealCollector.StartAsync();

        var (spool, arrived) = await KillAsync(agent, agent.Run(["--backfill", bench.ExportFile, .. collector.Route("grpc")]), collector);

        var uids = new LineUids();
        var written = Directory.EnumerateFiles(Path.GetDirectoryName(bench.ExportFile)!, "tetragon*.log").SelectMany(File.ReadLines).Select(uids.Of).ToHashSet();
        Report(nameof(With_the_agents_export_file_every_event_of_the_agent_arrives_and_none_is_spooled_twice), spool, arrived);
        Assert.Equal([], written.Except(Uids(arrived)));
        Assert.Equal(spool.Uids.Count, spool.Uids.Distinct().Count());
        Assert.All(spool.Gaps.Where(static gap => gap.GetProperty("reason").GetString() == "disconnected"), static gap => Assert.True(gap.TryGetProperty("complete", out _)));
        Assert.Contains(spool.Gaps, static gap => gap.TryGetProperty("filled", out var filled) && filled.GetInt64() > 0);
        Assert.True(spool.Gaps[^1].GetProperty("complete").GetBoolean(), spool.Gaps[^1].GetRawText());
    }

    private static async Task<(SpoolContent Spool, IReadOnlyList<Received> Arrived)> KillAsync(ReplayedStream agent, string[] arguments, RealCollector collector)
    {
        var plan = KillPlan.Of(UsualRounds);
        var lives = plan.Spans();
        for (var round = 0; round < plan.Rounds; round++)
        {
            await using var bridge = BridgeProcess.Start(arguments);
            await lives.PassAsync(_lifeMilliseconds, TestContext.Current.CancellationToken);
            Assert.False(bridge.HasEnded, bridge.Errors);
            await bridge.KillAsync();
        }

        await using var last = BridgeProcess.Start(arguments);
        await Eventually.HoldsAsync(() => last.Errors.Contains("receives from the agent", StringComparison.Ordinal), "the last life receives");
        await agent.PostAsync("pause");
        return await StreamEnd.ArrivedAsync(agent, last, collector);
    }

    private static IEnumerable<string> Uids(IEnumerable<Received> arrived) => arrived.Where(static record => record.IsEvent).Select(static record => record.Uid);

    private static void Report(string test, SpoolContent spool, IReadOnlyList<Received> arrived) => Figures.Print(
        $"{test}: {spool.Uids.Count} events in the spool, {spool.Uids.Except(Uids(arrived)).Count()} lost, {Uids(arrived).Count() - Uids(arrived).Distinct().Count()} repeated, {spool.Gaps.Count} gaps");
}

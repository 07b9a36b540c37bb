using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Kills;

/// <summary>
/// Exactly once over kill -9 at random moments while the file is written and rotated: a read_committed consumer of another kind counts by file and offset. 20 lives, or as
/// the variables of <see cref="KillPlan"/> say.
/// </summary>
public sealed class KafkaKillTests
{
    private const int UsualRounds = 20;
    private const int EventsPerSecond = 1500;
    private const string Topic = "tetragon";
    private static readonly (int Least, int Most) _lifeMilliseconds = (400, 2000);

    [Fact]
    public async Task Whatever_is_killed_each_line_is_there_once()
    {
        await using var broker = await Peer.StartAsync("kafka");
        using var bench = new BridgeBench();
        string[] route = ["--kafka", broker["bootstrap"], "--topic", Topic, "--exactly-once", "--payload", "raw"];
        await KafkaTool.RunAsync("kafka-topics", "--bootstrap-server", broker["bootstrap"], "--create", "--topic", Topic, "--partitions", "3");
        await using var load = new WrittenLoad(bench.ExportFile).Begin(EventsPerSecond);
        var plan = KillPlan.Of(UsualRounds);
        var lives = plan.Spans();
        for (var round = 0; round < plan.Rounds; round++)
        {
            await using var bridge = BridgeProcess.Start(bench.Run(route));
            await lives.PassAsync(_lifeMilliseconds, TestContext.Current.CancellationToken);
            Assert.False(bridge.HasEnded, bridge.Errors);
            await bridge.KillAsync();
        }

        await load.StopAsync();
        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. route]));

        Assert.True(code == 0, errors);
        var written = load.Uids();
        var messages = await KafkaTool.ReadCommittedAsync(broker["bootstrap"], Topic);
        var (uids, places) = (messages.Select(static message => message["uid"]).ToArray(), messages.Select(static message => (message["file"], message["offset"])).ToArray());
        var (missing, doubled) = (written.Except(uids).Count(), places.Length - places.Distinct().Count());
        Figures.Print($"exactly once to Kafka: {written.Count} events, {load.Rotations} rotations, {plan.Rounds} kills, {missing} missing, {doubled} doubled by file and offset");
        Assert.Equal((0, 0, written.Count), (missing, doubled, places.Length));
        Assert.True(load.Rotations > 0 && written.Count > 0, "the load was a load");
        Assert.Empty(bench.DeadLetters());
    }
}

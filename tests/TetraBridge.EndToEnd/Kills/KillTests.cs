using System.Text.Json;
using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Kills;

/// <summary>
/// kill -9 at random moments while the file is written and rotated and the collector answers, refuses and is down in turns. 20 lives, or as the
/// variables of <see cref="KillPlan"/> say.
/// </summary>
public abstract class KillTests
{
    private const int UsualRounds = 20;
    private const int EventsPerSecond = 1500;
    private static readonly (int Least, int Most) _lifeMilliseconds = (150, 2500);
    private static readonly (int Least, int Most) _moodMilliseconds = (200, 1500);

    [Fact]
    public async Task Whatever_is_killed_every_line_arrives_and_what_is_repeated_lies_behind_the_bookmark()
    {
        await using var collector = await StartAsync();
        using var bench = new BridgeBench();
        await using var load = await LoadAsync(bench, EventsPerSecond);
        var plan = KillPlan.Of(UsualRounds);
        var lives = plan.Spans();
        var runs = new List<KilledRun>();
        using (var settled = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken))
        {
            var moods = Task.Run(() => ChangeMoodsAsync(collector, plan.Spans(loop: 1), settled.Token), TestContext.Current.CancellationToken);
            for (var round = 0; round < plan.Rounds; round++)
            {
                runs.Add(Run(bench));
                await using var bridge = BridgeProcess.Start(bench.Run(collector.Route(round % 2 == 0 ? "grpc" : "http/protobuf")));
                await lives.PassAsync(_lifeMilliseconds, TestContext.Current.CancellationToken);
                Assert.False(bridge.HasEnded, bridge.Errors);
                await bridge.KillAsync();
            }

            await settled.CancelAsync();
            await moods;
        }

        await load.StopAsync();
        await collector.AnswerAsync();
        runs.Add(Run(bench));
        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route("grpc")]));

        Assert.True(code == 0, errors);
        var report = KillReport.Of(load.Uids(), collector.Received(), runs);
        Figures.Print(
            $"{GetType().Name}: {report.Events} events, {load.Rotations} rotations, {plan.Rounds} kills, {report.Lost} lost, {report.Repeated} repeated");
        Assert.Equal(report with { Lost = 0, BeforeBookmark = 0, Told = 0, LostLines = "" }, report);
        Assert.True(load.Rotations > 0 && report.Events > 0, "the load was a load");
        Assert.Empty(bench.DeadLetters());
    }

    private protected abstract Task<ITestCollector> StartAsync();

    private protected abstract Task<IExportLoad> LoadAsync(BridgeBench bench, int eventsPerSecond);

    // Mostly it answers: who never gets anything taken has no bookmark to lose.
    private static async Task ChangeMoodsAsync(ITestCollector collector, RandomSpans spans, CancellationToken end)
    {
        try
        {
            for (var mood = 0; ; mood++)
            {
                await ((mood % 4) switch { 1 => collector.RefuseAsync(), 3 => collector.FailAsync(), _ => collector.AnswerAsync() });
                await spans.PassAsync(_moodMilliseconds, end);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    private static KilledRun Run(BridgeBench bench)
    {
        var settled = File.Exists(bench.Bookmark)
            ? JsonElement.Parse(File.ReadAllText(bench.Bookmark)).GetProperty("totals").GetProperty("read").GetInt64()
            : 0;
        return new KilledRun((TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100, settled);
    }
}

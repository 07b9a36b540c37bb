using System.Globalization;
using Microsoft.Extensions.Logging;
using TetraBridge.Categories;
using TetraBridge.Composition;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Secrets;
using TetraBridge.Delivery;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Cli.Demo;

/// <summary>
/// `demo`: the main job at work. An agent's double writes bundled events of a real one to an export file in a temporary folder and rotates
/// it; the bridge follows and delivers to a receiver on loopback; what is shown is what arrived. Nothing is left, and nothing of the user's
/// is touched or asked.
/// </summary>
/// <param name="streams">Where the table goes, and the progress.</param>
/// <param name="version">The program's version.</param>
/// <param name="duration">How long the agent's double takes to write.</param>
/// <param name="clock">The clock.</param>
internal sealed class DemoRun(Streams streams, string version, TimeSpan duration, TimeProvider clock)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs it; done only if every event arrived.</summary>
    public async Task<ExitCode> RunAsync(ILoggerFactory logs, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("tetrabridge-demo-").FullName;
        var receiver = await DemoReceiver.StartAsync(cancellation).ConfigureAwait(false);
        await using (receiver.ConfigureAwait(false))
        {
            try
            {
                return await RunAsync(folder, receiver, logs, cancellation).ConfigureAwait(false);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private async Task<ExitCode> RunAsync(string folder, DemoReceiver receiver, ILoggerFactory logs, CancellationToken cancellation)
    {
        var lines = await DemoEvents.ReadAsync(cancellation).ConfigureAwait(false);
        var file = Path.Combine(folder, "tetragon.log");
        streams.Out.Write(
            string.Create(
                CultureInfo.InvariantCulture, $"{lines.Count:N0} events of a real Tetragon agent go through the whole bridge:\n"));
        streams.Out.Write($"an export file that is rotated once, followed, categorised, sent by OTLP to\n{receiver.Address}\n");

        var config = Config(file, Path.Combine(folder, "state"), receiver.Address);
        var sinks = new SinkFactory(
            OtlpEnvironment.Read(_ => null), new ConsoleOutput(() => Stream.Null, IsColoured: false), version, clock);
        var bridge = new Bridge(config, sinks, new JournalFactory(() => Stream.Null, clock, logs), clock, logs);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = bridge.RunAsync(stop.Token);
        try
        {
            var agent = new DemoAgent(file, lines, duration, clock);
            await WatchAsync(
                agent.WriteAsync(cancellation), agent, lines.Count, receiver.Arrivals, running, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var outcome = (await running.ConfigureAwait(false))[0];
        new DemoReport(streams).Print(outcome, receiver.Arrivals);
        return IsWhole(outcome, receiver.Arrivals, lines.Count) ? ExitCode.Done : NotWhole(lines.Count, receiver.Arrivals);
    }

    private static BridgeConfig Config(string file, string state, Uri endpoint) => new()
    {
        StateFolder = state,
        Sources = [new SourceConfig("demo", file)],
        Routes = [new RouteConfig("demo", "demo", Where: null, new OtlpSinkConfig { Endpoint = new GuardedUrl(endpoint, endpoint.ToString()) }, RouteLimits.Default)],
    };

    // Until all has arrived, or the bridge has ended, or patience has.
    private async Task WatchAsync(Task writing, DemoAgent agent, int count, Arrivals arrived, Task running, CancellationToken cancellation)
    {
        var line = new RedrawnLine(streams);
        var begun = clock.GetTimestamp();
        while (!(writing.IsCompleted && arrived.Records >= count) && !writing.IsFaulted && !running.IsCompleted
            && clock.GetElapsedTime(begun) < duration + _patience)
        {
            line.Show(
                string.Create(CultureInfo.InvariantCulture, $"written {agent.Written:N0} of {count:N0}, arrived {arrived.Records:N0}"));
            await Task.Delay(_look, clock, cancellation).ConfigureAwait(false);
        }

        line.Clear();
        await writing.ConfigureAwait(false);
    }

    private static bool IsWhole(RouteOutcome outcome, Arrivals arrived, int count) =>
        outcome.Totals.Delivered == count && outcome.Gaps == 0 && arrived.Uids == count
            && CategoryTable.All.All(category => arrived.Of(category.Id).Count > 0);

    private ExitCode NotWhole(int count, Arrivals arrived)
    {
        streams.Error.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"tetrabridge: {arrived.Uids:N0} of {count:N0} events arrived: something is wrong with this build; `--log-level debug` tells more\n"));
        return ExitCode.Failed;
    }
}

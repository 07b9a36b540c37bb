using Microsoft.Extensions.Logging;
using TetraBridge.Composition;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Delivery;
using TetraBridge.Delivery.State;
using TetraBridge.Operations;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Sources.Spool;

namespace TetraBridge;

/// <summary>
/// The map: what the operator wrote becomes journals and routes, which run beside each other and never wait for each other.
/// <code>
///   agent's stream ── spool ───────────┐
///   export file + backups ── journal ──┬── route ── filter ── encode ── batch ── send ── OTLP collector
///                                      └── route ── filter ── encode ── batch ── send ── Kafka, file, console, …
///                                            ▲ bookmark ◄── oldest unsettled batch ◄── verdict
/// </code>
/// </summary>
internal sealed partial class Bridge(
    BridgeConfig config, SinkFactory sinks, JournalFactory journals, TimeProvider clock, ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger<Bridge>();
    private volatile IReadOnlyList<Route> _routes = [];

    /// <summary>How the routes stand. Thread-safe; empty before they run.</summary>
    public IReadOnlyList<RouteStatus> Status() => [.. _routes.Select(route => route.Status())];

    /// <summary>Runs until <paramref name="stop"/>, or with `once` until all is delivered. Once.</summary>
    /// <exception cref="ConfigurationException">A destination can't be resolved; the message says what to do.</exception>
    /// <exception cref="StateException">The state folder can't be used; the message says what to do.</exception>
    public async Task<IReadOnlyList<RouteOutcome>> RunAsync(CancellationToken stop)
    {
        // 1. State: what must be remembered over a restart, held by one process.
        var needsState = config.Routes.Any(route => route.Sink.HasBookmark) || config.Sources.Any(source => source.Grpc is not null);
        using var state = needsState ? new StateFolder(config.StateFolder) : null;
        var node = NodeName.Resolve(
            config.Node, state, isFixed: config.Routes.Any(static route => route.Sink is KafkaSinkConfig { ExactlyOnce: true }));

        // 2. Sources: journals that each route reads for itself. An agent's stream is one too: it is written to a spool first.
        var streams = config.Sources.Where(source => source.Grpc is not null)
            .ToDictionary(source => source.Name, source => journals.OfAgent(source, state!.Spool(source.Name), node));
        if (state is not null)
        {
            SpoolLeftovers.Tell(state.Spools, [.. streams.Keys.Select(state.Spool)], _log);
        }

        var sources = config.Sources.ToDictionary(
            source => source.Name, source => streams.TryGetValue(source.Name, out var stream) ? stream.Journal : journals.OfFile(source));

        // 3. Routes: a pipeline each, from journal to sink.
        using var builder = new RouteBuilder(config, sinks, state, node, clock, logs);
        var routes = new List<Route>();
        try
        {
            foreach (var route in config.Routes)
            {
                routes.Add(builder.Build(route, sources[route.From]));
            }

            _routes = routes;

            // 4. Run: the first that fails stops the others; the drain has a deadline of its own.
            using var status = new StatusReporter(Status, state?.StatusFile, clock, logs.CreateLogger<StatusReporter>());
            return await RunAllAsync([.. streams.Values], stop).ConfigureAwait(false);
        }
        finally
        {
            // 5. End: bookmarks are saved by the routes; then their connections and files.
            foreach (var route in routes)
            {
                await route.DisposeAsync().ConfigureAwait(false);
            }

            builder.TellUnseen();
            foreach (var stream in streams.Values)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // Streams run as long as routes do: what they bring lies in the spool before they end. One that fails stops the routes.
    private async Task<IReadOnlyList<RouteOutcome>> RunAllAsync(IReadOnlyList<AgentSpool> streams, CancellationToken stop)
    {
        using var stopStreams = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var stopRoutes = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var receiving = streams.Select(
            stream => Task.Run(() => ReceiveAsync(stream, stopRoutes, stopStreams.Token), CancellationToken.None)).ToArray();
        try
        {
            return await RunRoutesAsync(stopRoutes.Token).ConfigureAwait(false);
        }
        finally
        {
            await stopStreams.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(receiving).ConfigureAwait(false);
        }
    }

    private static async Task ReceiveAsync(AgentSpool stream, CancellationTokenSource stopRoutes, CancellationToken stop)
    {
        try
        {
            await stream.RunAsync(stop).ConfigureAwait(false);
        }
        catch
        {
            await stopRoutes.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<IReadOnlyList<RouteOutcome>> RunRoutesAsync(CancellationToken stop)
    {
        using var stopAll = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var abort = config is { Once: true, Timeout: { } limit }
            ? new CancellationTokenSource(limit, clock)
            : new CancellationTokenSource();
        var running = _routes.Select(route => Task.Run(() => RunRouteAsync(route, stopAll, abort.Token), CancellationToken.None)).ToArray();
        return await Task.WhenAll(running).ConfigureAwait(false);
    }

    private async Task<RouteOutcome> RunRouteAsync(Route route, CancellationTokenSource stopAll, CancellationToken abort)
    {
        try
        {
            var outcome = await route.RunAsync(stopAll.Token, abort).ConfigureAwait(false);
            Ended(_log, route.Name, outcome.Totals.Delivered, outcome.Totals.Dead, outcome.Undelivered, outcome.Gaps);
            return outcome;
        }
        catch
        {
            await stopAll.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    [LoggerMessage(100, LogLevel.Information, "route {Route} ended: delivered {Delivered}, dead letters {Dead}, undelivered {Undelivered}, gaps {Gaps}")]
    private static partial void Ended(ILogger logger, string route, long delivered, long dead, long undelivered, long gaps);
}

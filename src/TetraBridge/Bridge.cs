using Microsoft.Extensions.Logging;
using TetraBridge.Categories;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.Sending;
using TetraBridge.Delivery.State;
using TetraBridge.Enrichment;
using TetraBridge.Operations;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sources;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Sources.Spool;

namespace TetraBridge;

/// <summary>
/// The map: what the operator wrote becomes journals and routes, which run beside each other and never wait for each other.
/// <code>
///   agent's stream ── spool ───────────┐
///   export file + backups ── journal ──┬── route ── filter ── encode ── batch ── send ── OTLP collector
///                                      └── route ── filter ── encode ── batch ── send ── file, console, …
///                                            ▲ bookmark ◄── oldest unsettled batch ◄── verdict
/// </code>
/// </summary>
internal sealed partial class Bridge(BridgeConfig config, SinkTable sinks, JournalTable journals, TimeProvider clock, ILoggerFactory logs)
{
    private static readonly TimeSpan _drainDeadline = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan _longestAge = TimeSpan.FromMilliseconds(200);

    private readonly ILogger _log = logs.CreateLogger<Bridge>();
    private readonly Dictionary<string, VisibilityWatch> _watches = [];
    private volatile IReadOnlyList<Route> _routes = [];

    /// <summary>How the routes stand. Thread-safe; empty before they run.</summary>
    public IReadOnlyList<RouteStatus> Status() => [.. _routes.Select(route => route.Status())];

    /// <summary>Runs until <paramref name="stop"/>, or with `once` until all is delivered.</summary>
    /// <exception cref="StateException">The state folder can't be used; the message says what to do.</exception>
    public async Task<IReadOnlyList<RouteOutcome>> RunAsync(CancellationToken stop)
    {
        // 1. State: what must be remembered over a restart, held by one process.
        var needsState = config.Routes.Any(route => SinkTable.HasBookmark(route.Sink)) || config.Sources.Any(source => source.Grpc is not null);
        using var state = needsState ? new StateFolder(config.StateFolder) : null;
        var node = NodeName.Resolve(config.Node, state, isFixed: config.Routes.Any(static route => route.Sink is KafkaSinkConfig { ExactlyOnce: true }));

        // 2. Sources: journals that each route reads for itself. An agent's stream is one too: it is written to a spool first.
        var streams = config.Sources.Where(source => source.Grpc is not null).ToDictionary(source => source.Name, source => journals.OfAgent(source, state!.Spool(source.Name), node));
        if (state is not null)
        {
            SpoolLeftovers.Tell(state.Spools, [.. streams.Keys.Select(state.Spool)], _log);
        }

        var sources = config.Sources.ToDictionary(source => source.Name, source => streams.TryGetValue(source.Name, out var stream) ? stream.Journal : journals.OfFile(source));

        // 3. Routes: a pipeline each, from journal to sink.
        var letters = new List<DeadLetterFolder>();
        var routes = new List<Route>();
        try
        {
            foreach (var route in config.Routes)
            {
                routes.Add(Build(route, sources[route.From], node, state, letters));
            }

            _routes = routes;

            // 4. Run: the first that fails stops the others; the drain has a deadline of its own.
            using var status = new StatusReporter(Status, state?.StatusFile, clock, logs.CreateLogger<StatusReporter>());
            return await RunAsync([.. streams.Values], stop).ConfigureAwait(false);
        }
        finally
        {
            // 5. End: bookmarks are saved by the routes; then their connections and files.
            foreach (var route in routes)
            {
                await route.DisposeAsync().ConfigureAwait(false);
            }

            foreach (var watch in _watches.Values)
            {
                watch.Tell();
            }

            letters.ForEach(folder => folder.Dispose());
            foreach (var stream in streams.Values)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // Streams run as long as routes do: what they bring lies in the spool before they end. One that fails stops the routes.
    private async Task<IReadOnlyList<RouteOutcome>> RunAsync(IReadOnlyList<AgentSpool> streams, CancellationToken stop)
    {
        using var stopStreams = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var stopRoutes = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var receiving = streams.Select(stream => Task.Run(() => ReceiveAsync(stream, stopRoutes, stopStreams.Token), CancellationToken.None)).ToArray();
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
        using var abort = config is { Once: true, Timeout: { } limit } ? new CancellationTokenSource(limit, clock) : new CancellationTokenSource();
        var running = _routes.Select(route => Task.Run(() => RunAsync(route, stopAll, abort.Token), CancellationToken.None)).ToArray();
        return await Task.WhenAll(running).ConfigureAwait(false);
    }

    private async Task<RouteOutcome> RunAsync(Route route, CancellationTokenSource stopAll, CancellationToken abort)
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

    private Route Build(RouteConfig route, IJournal journal, string node, StateFolder? state, List<DeadLetterFolder> letters)
    {
        var log = logs.CreateLogger<Route>();
        var sink = sinks.Create(route, new ResourceMapper(node, config.Resource));
        var hasBookmark = state is not null && SinkTable.HasBookmark(route.Sink);
        var bookmarkFile = hasBookmark ? state!.Bookmark(route.Name, journal.Name) : null;
        var bookmark = Begin(route.Name, bookmarkFile);
        var folder = hasBookmark ? new DeadLetterFolder(state!.DeadLetters(route.Name), route.Name, route.Limits.DeadLetterBytes, clock) : null;
        if (folder is not null)
        {
            letters.Add(folder);
        }

        var classifier = new Classifier([.. LibraryCategories.Create(), .. config.Categories.Select(own => new ConfiguredCategory(own))]);
        var time = new TimeKeeper(bookmark?.NewestTime is > 0 and var newest ? newest : null);
        var notices = new DeadLetterNotices(classifier, clock);
        var outage = new OutageLog(route.Name, clock, log);
        if (sink is IWaitingSink waiting)
        {
            waiting.Trouble = outage;
        }

        var office = new DeadLetterOffice(route.Name, folder, notices, outage, clock, log);
        var filter = route.Where is null ? null : new RouteFilterMatcher(route.Where);
        var lines = new LineProcessor(classifier, Enrichers.Create(time, Environment.ProcessPath), filter, sink.CreateEncoder(), clock, Watch(journal.Name));
        var sender = new Sender(sink, new ReceiverTrust(), office, outage, RetryDelays.Default, clock);

        // What an earlier run left in a spool is for those who go on at a bookmark.
        var start = journal is SpoolJournal && !SinkTable.HasBookmark(route.Sink) ? JournalStart.End : JournalStart.Oldest;
        var settings = new RouteSettings(
            route.Name, config.From ?? start, config.Once, route.Limits.RequestAge ?? _longestAge,
            config.Once ? _drainDeadline : config.Timeout ?? _drainDeadline, config.Reset);
        return new Route(settings, journal, sink, new RouteParts(lines, sender, office, notices, outage, time, bookmarkFile, bookmark), clock, log);
    }

    // The first route of a source watches for all.
    private VisibilityWatch? Watch(string source)
    {
        var watch = new VisibilityWatch(source, clock, logs.CreateLogger<VisibilityWatch>());
        return _watches.TryAdd(source, watch) ? watch : null;
    }

    private Bookmark? Begin(string route, BookmarkFile? file)
    {
        if (config.Reset)
        {
            file?.Delete();
        }

        string? damage = null;
        var bookmark = file?.Load(out damage);
        if (damage is not null)
        {
            Damaged(_log, route, damage);
        }

        if (bookmark is not null && config.From is not null)
        {
            FromIgnored(_log, route);
        }

        return bookmark;
    }

    [LoggerMessage(100, LogLevel.Information, "route {Route} ended: delivered {Delivered}, dead letters {Dead}, undelivered {Undelivered}, gaps {Gaps}")]
    private static partial void Ended(ILogger logger, string route, long delivered, long dead, long undelivered, long gaps);

    [LoggerMessage(101, LogLevel.Warning, "route {Route}: {Damage}. It starts as if it had none: records may arrive again")]
    private static partial void Damaged(ILogger logger, string route, string damage);

    [LoggerMessage(102, LogLevel.Information, "route {Route} has a bookmark and goes on there; --from holds only without one (--reset forgets it)")]
    private static partial void FromIgnored(ILogger logger, string route);
}

using Microsoft.Extensions.Logging;
using TetraBridge.Categories;
using TetraBridge.Configuration;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.Sending;
using TetraBridge.Delivery.State;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sources;
using TetraBridge.Sources.Spool;

namespace TetraBridge.Composition;

/// <summary>
/// Puts routes together from what the operator wrote of them. Owns what they share: dead-letter folders and the look at what a source can't
/// show.
/// </summary>
internal sealed partial class RouteBuilder(
    BridgeConfig config, SinkFactory sinks, StateFolder? state, string node, TimeProvider clock, ILoggerFactory logs) : IDisposable
{
    private static readonly TimeSpan _drainDeadline = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan _longestAge = TimeSpan.FromMilliseconds(200);

    private readonly ILogger _log = logs.CreateLogger<Bridge>();
    private readonly Dictionary<string, VisibilityWatch> _watches = [];
    private readonly List<DeadLetterFolder> _letters = [];

    /// <summary>Makes a route that reads a journal; it runs later.</summary>
    /// <exception cref="ConfigurationException">What the operator wrote of its destination can't be resolved.</exception>
    /// <exception cref="StateException">Its part of the state folder can't be used.</exception>
    public Route Build(RouteConfig route, IJournal journal)
    {
        var log = logs.CreateLogger<Route>();
        var sink = sinks.Create(route, new ResourceMapper(node, config.Resource));
        var bookmarkFile = route.Sink.HasBookmark ? state?.Bookmark(route.Name, journal.Name) : null;
        var bookmark = Begin(route.Name, bookmarkFile);
        var folder = DeadLetters(route);

        var classifier = new Classifier(
            [.. LibraryCategories.Create(config.EgressPolicies), .. config.Categories.Select(own => new ConfiguredCategory(own))]);
        var time = new TimeKeeper(bookmark?.NewestTime is > 0 and var newest ? newest : null, clock.GetUtcNow().UnixNanoseconds());
        var notices = new DeadLetterNotices(classifier, clock);
        var outage = new OutageLog(route.Name, clock, log);
        if (sink is IWaitingSink waiting)
        {
            waiting.TellTrouble(outage);
        }

        var office = new DeadLetterOffice(route.Name, folder, notices, outage, clock, log);
        var filter = route.Where is null ? null : new RouteFilterMatcher(route.Where);
        var lines = new LineProcessor(
            classifier, Enrichers.Create(time, Environment.ProcessPath, Environment.ProcessId), filter, sink.CreateEncoder(), clock,
            Watch(journal.Name));
        var sender = new Sender(sink, new ReceiverTrust(), office, outage, RetryDelays.Default, clock);
        return new Route(
            Settings(route, journal), journal, sink, new RouteParts(lines, sender, office, notices, outage, time, bookmarkFile, bookmark),
            clock, log);
    }

    /// <summary>Says which categories a source can't show, where a short run did not come to say it.</summary>
    public void TellUnseen()
    {
        foreach (var watch in _watches.Values)
        {
            watch.Tell();
        }
    }

    /// <summary>Closes the dead-letter folders; after the routes' end.</summary>
    public void Dispose() => _letters.ForEach(static folder => folder.Dispose());

    private RouteSettings Settings(RouteConfig route, IJournal journal) => new(
        route.Name,

        // What an earlier run left in a spool is for those who go on at a bookmark.
        config.From ?? (journal is SpoolJournal && !route.Sink.HasBookmark ? JournalStart.End : JournalStart.Oldest),
        config.Once,
        route.Limits.RequestAge ?? _longestAge,
        config.Once ? _drainDeadline : config.Timeout ?? _drainDeadline,
        config.Reset);

    private DeadLetterFolder? DeadLetters(RouteConfig route)
    {
        if (state is null || !route.Sink.HasBookmark)
        {
            return null;
        }

        var folder = new DeadLetterFolder(state.DeadLetters(route.Name), route.Name, route.Limits.DeadLetterBytes, clock);
        _letters.Add(folder);
        return folder;
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

    [LoggerMessage(101, LogLevel.Warning, "route {Route}: {Damage}. It starts as if it had none: records may arrive again")]
    private static partial void Damaged(ILogger logger, string route, string damage);

    [LoggerMessage(102, LogLevel.Information, "route {Route} has a bookmark and goes on there; --from holds only without one (--reset forgets it)")]
    private static partial void FromIgnored(ILogger logger, string route);
}

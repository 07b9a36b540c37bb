using Microsoft.Extensions.Time.Testing;
using TetraBridge.Categories;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Delivery.Intake;
using TetraBridge.Delivery.Sending;
using TetraBridge.Enrichment;
using TetraBridge.Sources;

namespace TetraBridge.Tests.Support;

/// <summary>A route over a journal with a scripted sink; its state outlives it, so that a next one goes on at its bookmark.</summary>
internal sealed class RouteBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<DeadLetterFolder> _letters = [];

    public RouteBench()
    {
        File = new BookmarkFile(_folder.File("route.json"));
        Directory.CreateDirectory(LettersPath);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));

    public RecordingLogger<Route> Log { get; } = new();

    public BookmarkFile File { get; }

    public string LettersPath => _folder.File("letters");

    public RouteFilter? Where { get; set; }

    public bool Once { get; set; } = true;

    public ISecretGuard? Guard { get; set; }

    public long DeadLetterBytes { get; set; } = 1 << 20;

    public TimeSpan DrainDeadline { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>The bookmark on the disk.</summary>
    public Bookmark? Bookmark => File.Load(out _);

    /// <summary>The dead letters on the disk, a JSON object a line.</summary>
    public IReadOnlyList<string> Letters => [.. Directory.EnumerateFiles(LettersPath).Order(StringComparer.Ordinal).SelectMany(System.IO.File.ReadAllLines)];

    /// <summary>Makes a route that goes on where the last one stopped.</summary>
    public Route Route(IJournal journal, ScriptedSink sink, string name = "otlp", BookmarkFile? file = null)
    {
        file ??= File;
        var bookmark = file.Load(out _);
        var folder = new DeadLetterFolder(LettersPath, name, DeadLetterBytes, Time);
        _letters.Add(folder);
        var classifier = new Classifier(LibraryCategories.Create());
        var time = new TimeKeeper(bookmark?.NewestTime is > 0 and var newest ? newest : null);
        var notices = new DeadLetterNotices(classifier, Time);
        var outage = new OutageLog(name, Time, Log);
        var office = new DeadLetterOffice(name, folder, notices, outage, Time, Log);
        var filter = Where is null ? null : new RouteFilterMatcher(Where);
        var lines = new LineProcessor(classifier, Enrichers.Create(time, null), filter, sink.CreateEncoder(), Time);
        var sender = new Sender(sink, new ReceiverTrust(), office, outage, RetryDelays.Default, Time);
        var settings = new RouteSettings(name, JournalStart.Oldest, Once, TimeSpan.FromMilliseconds(200), DrainDeadline);
        return new Route(settings, journal, sink, new RouteParts(lines, sender, office, notices, outage, time, file, bookmark, Guard), Time, Log);
    }

    /// <summary>Runs to the end with `once`.</summary>
    public async Task<RouteOutcome> RunAsync(IJournal journal, ScriptedSink sink)
    {
        var running = Route(journal, sink).RunAsync(TestContext.Current.CancellationToken, CancellationToken.None);
        return await Eventually.EndsAsync(running, Time, TimeSpan.FromSeconds(1));
    }

    public void Dispose()
    {
        _letters.ForEach(folder => folder.Dispose());
        _folder.Dispose();
    }
}

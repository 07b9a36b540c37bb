using Microsoft.Extensions.Time.Testing;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

/// <summary>A folder with an export file, its writer, and a journal over it in fake time.</summary>
internal sealed class ExportFileBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Makes the folder; who runs a route over the journal gives the route's clock, so that one clock moves both.</summary>
    public ExportFileBench(int blockBytes = 4096, int maxLineBytes = 65536, FakeTimeProvider? time = null)
    {
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero));
        Writer = new ExportFileWriter(Path);
        Journal = new ExportFileJournal("tetragon", new ExportFileOptions(Path, blockBytes, maxLineBytes), Time, Log);
    }

    public string Path => _folder.File("tetragon.log");

    public string Folder => _folder.Path;

    public ExportFileWriter Writer { get; }

    public ExportFileJournal Journal { get; }

    public FakeTimeProvider Time { get; }

    public RecordingLogger<ExportFileJournal> Log { get; } = new();

    public IJournalReader Open(Bookmarked? bookmark = null, JournalStart start = JournalStart.Oldest, bool once = false) => Journal.Open(bookmark, start, once);

    public JournalDrain ReadOnce(Bookmarked? bookmark = null, JournalStart start = JournalStart.Oldest)
    {
        using var reader = Open(bookmark, start, once: true);
        var drain = new JournalDrain().Read(reader);
        Assert.True(reader.IsCompleted);
        return drain;
    }

    public void Dispose() => _folder.Dispose();
}

using Microsoft.Extensions.Logging;
using TetraBridge.Sources.ExportFile.Disk;
using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Sources.ExportFile;

/// <summary>
/// The journal that Tetragon's export file and its backups are. Thread-safe; each reader looks and holds files for itself.
/// </summary>
internal sealed class ExportFileJournal(
    string name, ExportFileOptions options, TimeProvider time, ILogger<ExportFileJournal> logger, IExportFolder? folder = null) : IJournal
{
    // As many blocks as a route has in flight and in work: four or five a batch. What is rented beyond that is made anew, and is garbage.
    private const int BlocksKept = 32;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IJournalReader Open(Bookmarked? bookmark, JournalStart start, bool once)
    {
        // No block is larger than the longest line with its newline: see LineFramer.Room.
        var blockBytes = (int)Math.Min(options.BlockBytes, options.MaxLineBytes + 1L);
        return new ExportFileReader(
            new ExportFileSet(options.Path, folder ?? new ExportFolder()),
            new BlockPool(blockBytes, BlocksKept),
            options.MaxLineBytes,
            new ReaderBeginning(bookmark, start, once),
            time,
            logger);
    }
}

using TetraBridge.Sources.ExportFile;

namespace TetraBridge.Sources.Spool;

/// <summary>
/// The journal that a spool is: an export file of our own, read by the export file's reader, which its writer wakes. Thread-safe.
/// </summary>
internal sealed class SpoolJournal(ExportFileJournal files, SpoolWriter writer, TimeProvider time) : IJournal
{
    /// <inheritdoc/>
    public string Name => files.Name;

    /// <inheritdoc/>
    public IJournalReader Open(Bookmarked? bookmark, JournalStart start, bool once) =>
        new SpoolReader(files.Open(bookmark, start, once), writer, bookmark?.Position, time);
}

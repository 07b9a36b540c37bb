using Microsoft.Extensions.Logging;
using TetraBridge.Sources.ExportFile.Lines;

namespace TetraBridge.Sources.ExportFile;

/// <summary>
/// Lines from a stream that can be read once, as standard input (`--file -`): no backups, no going back, a single reader.
/// </summary>
/// <param name="name">The name that messages use.</param>
/// <param name="stream">The bytes; the reader owns it.</param>
/// <param name="options">Sizes; the path is only told.</param>
/// <param name="time">For waits.</param>
/// <param name="logger">For what the operator should know.</param>
internal sealed class StreamJournal(
    string name, Stream stream, ExportFileOptions options, TimeProvider time, ILogger<StreamJournal> logger) : IJournal
{
    private const int BlocksKept = 32;

    /// <inheritdoc/>
    public string Name => name;

    /// <summary>
    /// The reader, once. It always reads from where the stream stands to its end, as with `once`; a bookmark and a start mean nothing here.
    /// </summary>
    public IJournalReader Open(Bookmarked? bookmark, JournalStart start, bool once)
    {
        var pool = new BlockPool((int)Math.Min(options.BlockBytes, options.MaxLineBytes + 1L), BlocksKept);
        return new StreamJournalReader(stream, new LineFramer(pool, options.MaxLineBytes, name, null, 0), name, time, logger);
    }
}

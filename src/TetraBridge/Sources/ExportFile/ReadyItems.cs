using Microsoft.Extensions.Logging;

namespace TetraBridge.Sources.ExportFile;

/// <summary>
/// What a reader has ready, in order: a gap comes before the first line behind it, which tells where it ends. Not thread-safe.
/// </summary>
internal sealed class ReadyItems(ILogger logger) : IDisposable
{
    private readonly Queue<JournalItem> _ready = new();
    private PendingGap? _gap;

    /// <summary>True where nothing is ready.</summary>
    public bool IsEmpty => _ready.Count == 0;

    /// <summary>The next item; null where there is none.</summary>
    public JournalItem? Next() => _ready.TryDequeue(out var item) ? item : null;

    /// <summary>Adds lines.</summary>
    public void Add(JournalItem item)
    {
        if (_gap is not null)
        {
            _ready.Enqueue(_gap.EndingAt(new Position(item.End.File, 0)));
            _gap = null;
        }

        _ready.Enqueue(item);
    }

    /// <summary>
    /// Adds a gap in front of the file whose first lines come next. Gaps with no line between them are one: it begins where the first one
    /// did.
    /// </summary>
    public void AddBeforeNextFile(PendingGap gap)
    {
        logger.Gap(gap.Words);
        _gap ??= gap;
    }

    /// <summary>Adds a gap within a file.</summary>
    public void AddAt(PendingGap gap, Position position)
    {
        logger.Gap(gap.Words);
        Add(gap.EndingAt(position));
    }

    /// <summary>Releases what was not taken.</summary>
    public void Dispose()
    {
        while (_ready.TryDequeue(out var item))
        {
            (item as LineBlock)?.Release();
        }
    }
}

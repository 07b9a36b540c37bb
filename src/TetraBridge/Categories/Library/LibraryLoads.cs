using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>library: any loader event. Names that tell of memory or a deleted file are named in the evidence.</summary>
internal sealed class LibraryLoads : ICategory
{
    private static readonly Judgement _loaded = Judgement.Match("process_loader");
    private static readonly Judgement _memory = Judgement.Match("process_loader, path is a memory file");
    private static readonly Judgement _deleted = Judgement.Match("process_loader, path ends in (deleted)");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.Library;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Loader];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var path = e.Value(Fields.Path);
        return Binaries.IsMemoryFile(path) ? _memory : path.EndsWith(" (deleted)"u8) ? _deleted : _loaded;
    }
}

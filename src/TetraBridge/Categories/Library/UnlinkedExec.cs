using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>exec-unlinked: the inode has no name, and the path does not hint at memory.</summary>
internal sealed class UnlinkedExec : ICategory
{
    private static readonly Judgement _deleted = Judgement.Match("inode.links=0");
    private static readonly Judgement _descriptor = Judgement.Match(
        "inode.links=0, process.binary is a file descriptor: deleted or from memory", Confidence.Medium, ambiguous: true);
    private static readonly Judgement _now = Judgement.NearMiss(
        "the name ends in (deleted), but inode.links=0 is not told: a replay whose file was deleted after its start, or a file so named");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.ExecUnlinked;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Exec];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var binary = e.Value(Fields.Binary);
        if (!InodeLinks.AreNone(e))
        {
            return binary.EndsWith(" (deleted)"u8) && !Binaries.IsMemoryFile(binary) ? _now : Judgement.No;
        }

        return Binaries.IsDescriptor(binary) ? _descriptor
            : Binaries.IsMemory(binary) ? Judgement.No
            : _deleted;
    }
}

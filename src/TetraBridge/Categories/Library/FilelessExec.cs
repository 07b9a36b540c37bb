using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>
/// exec-fileless: the inode has no name, and the path hints at memory. A path through a descriptor may as well be a deleted file: then both
/// are told (decisions 4).
/// </summary>
internal sealed class FilelessExec : ICategory
{
    private static readonly Judgement _memory = Judgement.Match("inode.links=0, process.binary is a path of memory");
    private static readonly Judgement _descriptor = Judgement.Match(
        "inode.links=0, process.binary is a file descriptor: from memory or deleted", Confidence.Medium, ambiguous: true);
    private static readonly Judgement _memoryFile = Judgement.Hint(
        "process.binary is the name of a memory file, the links of its inode are not told");
    private static readonly Judgement _linked = Judgement.NearMiss(
        "process.binary is a file descriptor, but inode.links=0 is not told: an ordinary file, or a script in memory, whose event shows its interpreter's inode");
    private static readonly Judgement _blind = Judgement.NearMiss(
        "process.binary is a file descriptor; inode.links needs --enable-process-cred");
    private static readonly Judgement _shared = Judgement.NearMiss(
        "process.binary is in shared memory, but inode.links is not 0: its file has a name");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.ExecFileless;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Exec];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var binary = e.Value(Fields.Binary);
        var descriptor = Binaries.IsDescriptor(binary);
        if (!descriptor && !Binaries.IsMemory(binary))
        {
            return Judgement.No;
        }

        if (InodeLinks.AreNone(e))
        {
            return descriptor ? _descriptor : _memory;
        }

        return Binaries.IsMemoryFile(binary) ? _memoryFile
            : !descriptor ? _shared
            : Credentials.AreTold(e) ? _linked
            : _blind;
    }
}

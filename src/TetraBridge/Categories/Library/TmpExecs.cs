using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>tmp-execs: the binary's path begins with /tmp/. Other folders that anybody can write to are hints only (decisions 4).</summary>
internal sealed class TmpExecs : ICategory
{
    private static readonly Judgement _inTmp = Judgement.Match("process.binary begins with /tmp/");
    private static readonly Judgement _notCleaned = Judgement.Match("process.binary begins with /tmp/, but holds /../ and may lead out of it", Confidence.Low);
    private static readonly Judgement _varTmp = Judgement.Hint("process.binary begins with /var/tmp/");
    private static readonly Judgement _sharedMemory = Judgement.Hint("process.binary begins with /dev/shm/");
    private static readonly Judgement _elsewhere = Judgement.NearMiss("process.binary holds /tmp, but does not begin with /tmp/");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.TmpExecs;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Exec];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var binary = e.Value(Fields.Binary);
        if (binary.StartsWith("/tmp/"u8))
        {
            // The agent joins a relative path with the working directory and cleans it, an absolute one it passes on as it was called.
            return binary.IndexOf("/../"u8) >= 0 ? _notCleaned : _inTmp;
        }

        return binary.StartsWith("/var/tmp/"u8) ? _varTmp
            : binary.StartsWith("/dev/shm/"u8) ? _sharedMemory
            : binary.IndexOf("/tmp"u8) >= 0 ? _elsewhere
            : Judgement.No;
    }
}

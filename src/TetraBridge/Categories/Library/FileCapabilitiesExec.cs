using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>privileges-fscaps: the kernel says that this exec's permitted capabilities grew without a change of user.</summary>
internal sealed class FileCapabilitiesExec : ICategory
{
    private static readonly Judgement _raised = Judgement.Match("privileges_changed has PRIVILEGES_RAISED_EXEC_FILE_CAP");

    // The agent's test is "the permitted set grew and the user stayed": a process that became root by setuid(2) gains all capabilities at
    // its next exec, of any program.
    private static readonly Judgement _root = Judgement.Match(
        "privileges_changed has PRIVILEGES_RAISED_EXEC_FILE_CAP, but uid is 0: may be root's ordinary gain at exec", Confidence.Low);
    private static readonly Judgement _other = Judgement.NearMiss(
        "privileges_changed tells of a SUID or SGID bit, not of file capabilities");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.PrivilegesFscaps;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Exec];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var changed = e.Value(Fields.PrivilegesChanged);
        return changed.IsEmpty ? Judgement.No
            : changed.IndexOf("\"PRIVILEGES_RAISED_EXEC_FILE_CAP\""u8) < 0 ? _other
            : e.TryNumber(Fields.Uid, out var uid) && uid == 0 ? _root
            : _raised;
    }
}

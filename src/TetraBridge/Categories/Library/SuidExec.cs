using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>
/// privileges-suid: the kernel says that this exec changed the user or group id. The agent sets setuid and setgid only then; 0 is root, so
/// presence counts, not the value.
/// </summary>
internal sealed class SuidExec : ICategory
{
    private static readonly Judgement _both = Judgement.Match("binary_properties.setuid and .setgid present");
    private static readonly Judgement _setuid = Judgement.Match("binary_properties.setuid present");
    private static readonly Judgement _setgid = Judgement.Match("binary_properties.setgid present");
    private static readonly Judgement _known = Judgement.Hint(
        "process.binary is known to have the SUID or SGID bit; to tell whether it raised anything needs --enable-process-cred");
    private static readonly Judgement _replay = Judgement.NearMiss(
        "uid is another than process_credentials.uid, but a replay has no binary_properties that tell of its exec");
    private static readonly Judgement _before = Judgement.NearMiss(
        "uid is another than process_credentials.uid, but was so before this exec: it raised nothing");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.PrivilegesSuid;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Exec];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var setuid = e.Has(Fields.Setuid);
        var setgid = e.Has(Fields.Setgid);
        if (setuid || setgid)
        {
            return setuid && setgid ? _both : setuid ? _setuid : _setgid;
        }

        if (!Credentials.AreTold(e))
        {
            return KnownSuidPrograms.Contains(e.Value(Fields.Binary)) ? _known : Judgement.No;
        }

        // uid is the effective one.
        return !e.TryNumber(Fields.Uid, out var effective) || !e.TryNumber(Fields.CredentialsUid, out var real)
            || effective == real ? Judgement.No
            : ProcessFlags.IsReplay(e) ? _replay
            : _before;
    }
}

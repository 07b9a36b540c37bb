using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>sudo: the binary's file name is sudo.</summary>
internal sealed class SudoExec : ICategory
{
    private static readonly Judgement _sudo = Judgement.Match("the file name of process.binary is sudo");
    private static readonly Judgement _inName = Judgement.NearMiss("process.binary contains sudo, but its file name is another");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.Sudo;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Exec];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var binary = e.Value(Fields.Binary);
        return Binaries.FileName(binary).SequenceEqual("sudo"u8) ? _sudo
            : binary.IndexOf("sudo"u8) >= 0 ? _inName
            : Judgement.No;
    }
}

namespace TetraBridge.Sources.ExportFile;

/// <summary>What is read, and in which portions.</summary>
/// <param name="Path">The export file as the agent names it (`--export-filename`), or a single packed file (`.gz`).</param>
/// <param name="BlockBytes">How much one read takes at most, in bytes.</param>
/// <param name="MaxLineBytes">The longest line that is handed out whole, in bytes without its newline; longer ones become an <see
/// cref="UnreadableLine"/>.</param>
internal sealed record ExportFileOptions(
    string Path,
    int BlockBytes = ExportFileOptions.DefaultBlockBytes,
    int MaxLineBytes = ExportFileOptions.DefaultMaxLineBytes)
{
    /// <summary>1 MiB: large enough that a read costs nothing beside what follows it, small enough for the processor's cache.</summary>
    public const int DefaultBlockBytes = 1 << 20;

    /// <summary>16 MiB: above what the agent can write; arguments and environments are the attacker's to lengthen.</summary>
    public const int DefaultMaxLineBytes = 16 << 20;
}

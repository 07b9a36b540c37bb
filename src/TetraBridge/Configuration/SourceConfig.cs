namespace TetraBridge.Configuration;

/// <summary>One export file to follow.</summary>
/// <param name="Name">Letters, digits, `-`, `_`; part of the bookmark's name. From the flag: `file`.</param>
/// <param name="File">Absolute path of the export file; `-` (standard input) only with once.</param>
/// <param name="MaxLine">The longest line in bytes that is read; a longer one becomes a dead letter. Default 16 MiB.</param>
internal sealed record SourceConfig(string Name, string File, int MaxLine = SourceConfig.DefaultMaxLine)
{
    /// <summary>16 MiB.</summary>
    public const int DefaultMaxLine = 16 * 1024 * 1024;

    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";
}

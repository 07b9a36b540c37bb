namespace TetraBridge.Configuration;

/// <summary>An export file to follow, or an agent's stream to receive.</summary>
/// <param name="Name">Letters, digits, `-`, `_`; part of the bookmark's name. From the flag: `file`.</param>
/// <param name="File">Absolute path of the export file; `-` (standard input) only with once. Null: <see cref="Grpc"/> is told.</param>
/// <param name="MaxLine">The longest line in bytes that is read; a longer one becomes a dead letter. Default 16 MiB.</param>
internal sealed record SourceConfig(string Name, string? File, int MaxLine = SourceConfig.DefaultMaxLine)
{
    /// <summary>The agent whose stream is received; null: <see cref="File"/> is told.</summary>
    public GrpcSourceConfig? Grpc { get; init; }

    /// <summary>16 MiB.</summary>
    public const int DefaultMaxLine = 16 * 1024 * 1024;

    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";
}

namespace TetraBridge.Cli;

/// <summary>
/// Where commands write: records and answers to <see cref="Out"/>, what concerns the operator to <see cref="Error"/>. Unless told otherwise
/// neither is a terminal.
/// </summary>
internal sealed record Streams(TextWriter Out, TextWriter Error)
{
    /// <summary>Columns of a pipe, and of a terminal that tells none.</summary>
    public const int PlainWidth = 80;

    /// <summary>True where standard input is a person's keyboard.</summary>
    public bool InIsTerminal { get; init; }

    /// <summary>True where a person looks at <see cref="Out"/>.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>True where a person looks at <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>True where colours and cursor movements are understood and wanted (NO_COLOR, TERM=dumb).</summary>
    public bool UnderstandsAnsi { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = PlainWidth;

    /// <summary>This process's.</summary>
    public static Streams Process(Func<string, string?> environment)
    {
        var isTerminal = !Console.IsOutputRedirected || !Console.IsErrorRedirected;
        return new Streams(Console.Out, Console.Error)
        {
            InIsTerminal = !Console.IsInputRedirected,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            UnderstandsAnsi = isTerminal && environment("TERM") is not (null or "" or "dumb")
                && string.IsNullOrEmpty(environment("NO_COLOR")),
            Width = isTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : PlainWidth,
        };
    }
}

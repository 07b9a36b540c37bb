using TetraBridge.Events;

namespace TetraBridge.Sinks.Console;

/// <summary>Colours of severities on a terminal (ECMA-48), and when to use them.</summary>
internal static class ConsoleColour
{
    /// <summary>Ends a colour.</summary>
    public static ReadOnlySpan<byte> Reset => "\u001b[0m"u8;

    /// <summary>True where the output is a terminal and NO_COLOR is not set (https://no-color.org).</summary>
    public static bool IsWanted(bool isTerminal, string? noColor) => isTerminal && string.IsNullOrEmpty(noColor);

    /// <summary>Begins the colour of a severity.</summary>
    public static ReadOnlySpan<byte> Of(Severity severity) => severity switch
    {
        >= Severity.Error => "\u001b[31m"u8,
        >= Severity.Warn => "\u001b[33m"u8,
        >= Severity.Info2 => "\u001b[36m"u8,
        _ => "\u001b[2m"u8,
    };
}

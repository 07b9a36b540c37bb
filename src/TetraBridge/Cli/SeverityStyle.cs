using Spectre.Console;
using TetraBridge.Events;

namespace TetraBridge.Cli;

/// <summary>The colours of severities.</summary>
internal static class SeverityStyle
{
    /// <summary>Red from ERROR on, yellow from WARN on, else plain.</summary>
    public static Style Of(Severity severity) => severity switch
    {
        >= Severity.Error => new Style(Color.Red),
        >= Severity.Warn => new Style(Color.Yellow),
        _ => Style.Plain,
    };
}

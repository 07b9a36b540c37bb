namespace TetraBridge.Configuration.Flags;

/// <summary>A flag of the command line and the environment variable that can stand for it.</summary>
/// <param name="Name">With its two dashes.</param>
/// <param name="Value">What help calls its value; null: a switch.</param>
/// <param name="Group">Where help shows it.</param>
/// <param name="Tells">What it does and its default; for help.</param>
/// <param name="Repeatable">May be told several times; in the environment several values stand with spaces between.</param>
internal sealed record FlagDefinition(string Name, string? Value, FlagGroup Group, string Tells, bool Repeatable = false)
{
    /// <summary>`TETRABRIDGE_` and the name in capitals: `--log-level` is TETRABRIDGE_LOG_LEVEL.</summary>
    public string Variable { get; } = "TETRABRIDGE_" + Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();
}

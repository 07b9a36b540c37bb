namespace TetraBridge.Events;

/// <summary>The severity texts of records and configuration: INFO, INFO2, …, WARN4, ERROR.</summary>
internal static class SeverityNames
{
    /// <summary>All names, in rising order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Severity>().Where(s => s != Severity.Unspecified).Select(Text)];

    /// <summary>The severity text, upper case.</summary>
    public static string Text(this Severity severity) => severity == Severity.Unspecified ? "" : severity.ToString().ToUpperInvariant();

    /// <summary>Reads a severity text, in any case.</summary>
    public static bool TryParse(string text, out Severity severity)
    {
        foreach (var candidate in Enum.GetValues<Severity>())
        {
            if (candidate != Severity.Unspecified && string.Equals(candidate.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                severity = candidate;
                return true;
            }
        }

        severity = Severity.Unspecified;
        return false;
    }
}

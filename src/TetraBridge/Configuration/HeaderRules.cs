namespace TetraBridge.Configuration;

/// <summary>What HTTP lets a header be (RFC 9110, 5.1 and 5.5).</summary>
internal static class HeaderRules
{
    /// <summary>A token.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    /// <summary>Visible ASCII, spaces and tabs; no line break, which would smuggle a header in.</summary>
    public static bool IsValue(string value) => value.All(c => c is (>= ' ' and <= '~') or '\t');
}

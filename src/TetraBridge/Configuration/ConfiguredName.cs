namespace TetraBridge.Configuration;

/// <summary>Names of sources and routes: they become names of files and metrics, so little is allowed.</summary>
internal static class ConfiguredName
{
    /// <summary>What to tell somebody who wrote something else.</summary>
    public const string Form = "letters, digits, `-` and `_`, the first a letter or digit, at most 63";

    /// <summary>Whether the name may be used.</summary>
    public static bool IsRight(string name) =>
        name.Length is > 0 and < 64 && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

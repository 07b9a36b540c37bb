using System.Text.RegularExpressions;
using TetraBridge.Configuration.Secrets;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Puts in what `${env:NAME}` stands for.</summary>
internal static partial class EnvironmentReferences
{
    // Words before a secret that are none.
    private static readonly string[] _schemes = ["Bearer", "Basic", "Token", "ApiKey", "Splunk"];

    /// <summary>Whether the text refers to the environment, rightly or not.</summary>
    public static bool Stand(string text) => text.Contains("${", StringComparison.Ordinal);

    /// <summary>For people: the references as written, all else masked, since `Bearer abc${env:REST}` would show half a secret.</summary>
    public static string Shown(string text) =>
        Reference().Replace(text, " $0 ").Split(' ', StringSplitOptions.RemoveEmptyEntries) is var parts
        ? string.Join(' ', parts.Select(p => Stand(p) || _schemes.Contains(p) ? p : GuardedText.Mask))
        : text;

    /// <summary>The text with all references replaced; null, and a mistake each, where one can't be.</summary>
    public static string? Expand(ConfigNode node, YamlReading reading)
    {
        if (!Stand(node.Text))
        {
            return node.Text;
        }

        var right = true;
        var expanded = Reference().Replace(node.Text, match =>
        {
            var value = match.Groups[1] is { Success: true } name ? reading.Environment(name.Value) : null;
            if (value is null)
            {
                right = false;
                reading.Mistakes.Add(node, match.Groups[1].Success
                    ? $"the environment variable {match.Groups[1].Value} is not set"
                    : $"`{match.Value}` is no reference: write ${{env:NAME}}");
            }

            return value ?? "";
        });
        return right ? expanded : null;
    }

    // What begins with ${ and isn't a reference is matched too: it is a mistake, never a silent text.
    [GeneratedRegex(@"\$\{(?:env:([A-Za-z_][A-Za-z0-9_]*)\}|[^}]*\}?)", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}

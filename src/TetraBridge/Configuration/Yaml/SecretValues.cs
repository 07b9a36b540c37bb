using TetraBridge.Configuration.Secrets;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads values that may be secrets: they never stand in the file itself (design law 7).</summary>
internal static class SecretValues
{
    // Names whose values are secrets; others that hold one of these words are, too.
    private static readonly string[] _words = ["auth", "cookie", "token", "secret", "password", "api-key", "apikey", "api_key", "license", "credential"];

    /// <summary>Whether a value under this name is a secret.</summary>
    public static bool IsNameOf(string name) => _words.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A secret that is told as `${env:NAME}`, or by <paramref name="fileKey"/> as a file; null where neither is told, or told wrong.
    /// </summary>
    public static SecretConfig? Read(SectionReader section, string key, string fileKey)
    {
        if (section.Has(key) && section.Has(fileKey))
        {
            section.Reading.Mistakes.Add(section.Entry(fileKey)!, $"`{key}` and `{fileKey}` are both told: one of them is meant");
        }

        var file = section.Read(fileKey, YamlValues.FilePath);
        var value = section.Read(key, (node, reading) => Environment(key, fileKey, node, reading));
        return value is null && file is null ? null : new SecretConfig(value, value is null ? file : null);
    }

    private static GuardedText? Environment(string key, string fileKey, ConfigNode node, YamlReading reading)
    {
        if (YamlValues.Text(node, reading) is not { } value)
        {
            return null;
        }

        if (EnvironmentReferences.Stand(node.Text))
        {
            return new GuardedText(value, EnvironmentReferences.Shown(node.Text));
        }

        // The value is not repeated: the message may end in a log.
        reading.Mistakes.Add(
            node, $"a secret must not stand in this file: write `{key}: ${{env:NAME}}` and set the variable, or `{fileKey}: FILE`");
        return null;
    }
}

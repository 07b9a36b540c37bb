using System.Text.RegularExpressions;
using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `categories.ID`.</summary>
internal static partial class CategorySection
{
    private static readonly string[] _matching = ["kinds", "functions", "policies", "binaries", "argumentValues"];

    /// <summary>The category; null where a mistake leaves none.</summary>
    public static CategoryDefinition? Read(ConfigEntry entry, YamlReading reading)
    {
        if (reading.Known.Categories.Contains(entry.Key))
        {
            reading.Mistakes.Add(entry, $"`{entry.Key}` is one of the built-in categories: give yours another id");
        }
        else if (!Id().IsMatch(entry.Key))
        {
            reading.Mistakes.Add(entry, $"`{entry.Key}` can't be an id: lower-case words joined by hyphens, for example payment-shell");
        }

        var section = new SectionReader(entry.Value, ConfigurationKeys.Category, reading);
        if (!section.Has("tells"))
        {
            reading.Mistakes.Add(entry, $"category `{entry.Key}` needs `tells`: one sentence, what an event of it means");
        }

        if (!_matching.Any(section.Has))
        {
            reading.Mistakes.Add(
                entry, $"category `{entry.Key}` would match every event: write at least one of {string.Join(", ", _matching)}");
        }

        return new CategoryDefinition(
            entry.Key,
            section.Read("tells", YamlValues.Text) ?? "",
            section.Read("severity", YamlValues.SeverityName) ?? Severity.Warn,
            section.Read("techniques", Techniques) ?? [],
            section.Read("kinds", (n, r) => YamlValues.Names(n, r, r.Known.Kinds, "kind")) ?? [],
            section.Read("functions", (n, r) => YamlValues.Texts(n, r)) ?? [],
            section.Read("policies", (n, r) => YamlValues.Texts(n, r)) ?? [],
            section.Read("binaries", (n, r) => YamlValues.Texts(n, r)) ?? [],
            section.Read("argumentValues", (n, r) => YamlValues.Texts(n, r)) ?? []);
    }

    private static IReadOnlyList<string> Techniques(ConfigNode node, YamlReading reading)
    {
        var techniques = YamlValues.Texts(node, reading);
        foreach (var wrong in techniques.Where(t => !Technique().IsMatch(t)))
        {
            reading.Mistakes.Add(node, $"`{wrong}` is not an ATT&CK technique: write T1059 or T1059.004");
        }

        return techniques;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"^T[0-9]{4}(\.[0-9]{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Technique();
}

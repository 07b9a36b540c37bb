using TetraBridge.Delivery.Intake;
using TetraBridge.Events;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `where` and `not`.</summary>
internal static class FilterSection
{
    /// <summary>The filter; null, and a mistake, where it says nothing.</summary>
    public static RouteFilter? Read(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.Filter, reading);
        if (node.Entries.Count == 0)
        {
            // An empty `not` would take every event out, an empty `where` looks like a forgotten one.
            reading.Mistakes.Add(node, $"the filter is empty: leave it out, or write {string.Join(", ", ConfigurationKeys.Filter.Known)}");
            return null;
        }

        return new RouteFilter(
            section.Read("category", (n, r) => YamlValues.Names(n, r, r.Known.Categories, "category")) ?? [],
            section.Read("kind", (n, r) => YamlValues.Names(n, r, r.Known.Kinds, "kind")) ?? [],
            section.Read("minimumSeverity", YamlValues.SeverityName) ?? Severity.Unspecified,
            section.Read("namespace", (n, r) => YamlValues.Texts(n, r, emptyIsValue: true)) ?? [],
            section.Read("binary", (n, r) => YamlValues.Texts(n, r)) ?? [],
            section.Read("not", Read));
    }
}

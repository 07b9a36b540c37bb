using System.Globalization;
using TetraBridge.Sources.GrpcStream.Request;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `filters` of a gRPC source: what the agent itself sends or leaves out.</summary>
internal static class AgentFilterSection
{
    /// <summary>The one word for the deny list of Tetragon's Helm chart.</summary>
    public const string HelmDefault = "helm-default";

    /// <summary>The request; what could not be read in it is a mistake and left out.</summary>
    public static AgentRequest Read(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.AgentFilters, reading);
        return new AgentRequest(
            section.Read("allow", Filters) ?? [],
            section.Read(
                "deny", (n, r) => n is { Kind: ConfigNodeKind.Scalar, Text: HelmDefault } ? EventFilter.HelmDefault : Filters(n, r))
                ?? [],
            section.Read("fields", (n, r) => Items(n).Select(item => Selection(item, r)).OfType<FieldSelection>().ToList()) ?? []);
    }

    private static IReadOnlyList<ConfigNode> Items(ConfigNode node) => node.Kind == ConfigNodeKind.List ? node.Items : [node];

    private static List<EventFilter> Filters(ConfigNode node, YamlReading reading)
    {
        var filters = new List<EventFilter>();
        foreach (var item in Items(node))
        {
            var section = new SectionReader(item, ConfigurationKeys.EventFilter, reading);
            var values = EventFilterKeys.All.Where(key => section.Has(key.Name))
                .ToDictionary(key => key.Name, key => section.Read(key.Name, (n, r) => Values(key, n, r)) ?? []);
            if (values.Count == 0)
            {
                // To an agent an empty filter means every event.
                reading.Mistakes.Add(
                    item, $"the filter is empty: leave it out, or write {string.Join(", ", ConfigurationKeys.EventFilter.Known)}");
                continue;
            }

            filters.Add(new EventFilter(values));
        }

        return filters;
    }

    private static IReadOnlyList<string> Values(EventFilterKey key, ConfigNode node, YamlReading reading) => key.Type switch
    {
        EventFilterType.Truth => YamlValues.Truth(node, reading) is { } truth ? [truth ? "true" : "false"] : [],
        EventFilterType.Events => YamlValues.Names(node, reading, [.. EventFilterKeys.Events.Keys], "event"),
        EventFilterType.Capabilities => YamlValues.Names(node, reading, [.. EventFilterKeys.Capabilities.Keys], "capability"),
        EventFilterType.Numbers =>
            [.. Items(node).Select(item => Number(item, reading)).OfType<uint>().Select(n => n.ToString(CultureInfo.InvariantCulture))],
        _ => YamlValues.Texts(node, reading, emptyIsValue: true),
    };

    private static uint? Number(ConfigNode node, YamlReading reading)
    {
        if (YamlValues.Text(node, reading) is not { } text)
        {
            return null;
        }

        if (uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        reading.Mistakes.Add(node, $"`{node.Text}` is not a whole number from 0 to {uint.MaxValue}");
        return null;
    }

    private static FieldSelection? Selection(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.FieldSelection, reading);
        var fields = section.Read("fields", (n, r) => YamlValues.Texts(n, r)) ?? [];
        if (fields.Count == 0)
        {
            reading.Mistakes.Add(node, "`fields` are missing: write for example `fields: [process.docker]`");
            return null;
        }

        var exclude = section.Read("action", YamlValues.Choice([("EXCLUDE", true), ("INCLUDE", false)])) ?? true;
        var selection = new FieldSelection(
            section.Read("event_set", (n, r) => YamlValues.Names(n, r, [.. EventFilterKeys.Events.Keys], "event")) ?? [], fields, exclude);
        if (selection.Dropped() is { } dropped)
        {
            reading.Mistakes.Add(
                node,
                $"this drops `{dropped}`, which the record's uid or its categories hang on: {(exclude ? "leave it in" : "name it too, or write `action: EXCLUDE`")}");
        }

        return selection;
    }
}

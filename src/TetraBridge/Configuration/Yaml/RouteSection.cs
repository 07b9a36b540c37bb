using TetraBridge.Configuration.Destinations;
using TetraBridge.Sinks.Kafka.Messages;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `routes.NAME`.</summary>
internal static class RouteSection
{
    /// <summary>The route; null where a mistake leaves none.</summary>
    /// <param name="entry">The route's entry.</param>
    /// <param name="sources">Names of the file's sources.</param>
    /// <param name="reading">The reading.</param>
    public static RouteConfig? Read(ConfigEntry entry, IReadOnlyList<string> sources, YamlReading reading)
    {
        if (!ConfiguredName.IsRight(entry.Key))
        {
            reading.Mistakes.Add(entry, $"`{entry.Key}` can't name a route: {ConfiguredName.Form}");
        }

        var section = new SectionReader(entry.Value, ConfigurationKeys.Route, reading);
        var from = From(entry, section, sources);
        var where = section.Read("where", FilterSection.Read);
        var limits = section.Read("limits", LimitsSection.Read) ?? RouteLimits.Default;
        var sink = Sink(entry, section);
        if (limits.RecordBytes is not null && sink is not (null or OtlpSinkConfig or KafkaSinkConfig { Payload: MessagePayload.OtlpProto }))
        {
            reading.Mistakes.Add(
                section.Entry("limits")!,
                "`recordBytes` holds for otlp and for kafka with `payload: otlp_proto` only, since their receivers refuse long records: all others take whole ones, leave it out");
        }

        if (limits.InFlight is > 1 && sink is KafkaSinkConfig)
        {
            reading.Mistakes.Add(
                section.Entry("limits")!,
                "`inFlight` does not belong to a kafka route: its batches go one after another, so that records of a key keep their order; leave it out");
        }

        return sink is not null ? new RouteConfig(entry.Key, from, where, sink, limits) : null;
    }

    private static string From(ConfigEntry entry, SectionReader section, IReadOnlyList<string> sources)
    {
        if (section.Entry("from") is { } told)
        {
            var from = YamlValues.Text(told.Value, section.Reading);
            if (from is not null && sources.Count > 0 && !sources.Contains(from))
            {
                section.Reading.Mistakes.Add(told.Value, $"there is no source `{told.Value.Text}`{NearestSpelling.Hint(from, sources)}");
            }

            return from ?? "";
        }

        if (sources.Count > 1)
        {
            section.Reading.Mistakes.Add(entry, $"route `{entry.Key}` must say `from:` which source: {string.Join(", ", sources)}");
        }

        return sources.Count > 0 ? sources[0] : "";
    }

    private static SinkConfig? Sink(ConfigEntry entry, SectionReader section)
    {
        var told = ConfigurationKeys.Destinations.Where(section.Has).ToList();
        if (told.Count != 1)
        {
            section.Reading.Mistakes.Add(entry, told.Count == 0
                ? $"route `{entry.Key}` has no destination: write one of {string.Join(", ", ConfigurationKeys.Destinations)}"
                : $"route `{entry.Key}` has {told.Count} destinations ({string.Join(", ", told)}): make a route of each");
        }

        // All that were told are read, for their mistakes; the first is taken.
        return new SinkConfig?[]
        {
            section.Read("otlp", OtlpSection.Read),
            section.Read("kafka", KafkaSection.Read),
            section.Read("file", YamlValues.FilePath) is { } path ? new FileSinkConfig(path) : null,
            section.Read("console", ConsoleSection),
            section.Read("null", NullSection),
        }.FirstOrDefault(s => s is not null);
    }

    private static ConsoleSinkConfig ConsoleSection(ConfigNode node, YamlReading reading) =>
        new(new SectionReader(node, ConfigurationKeys.Console, reading).Read("json", YamlValues.Truth) ?? false);

    private static NullSinkConfig NullSection(ConfigNode node, YamlReading reading)
    {
        _ = new SectionReader(node, ConfigurationKeys.Null, reading);
        return new NullSinkConfig();
    }
}

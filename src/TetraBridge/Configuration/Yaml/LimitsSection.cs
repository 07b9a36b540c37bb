namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `limits`.</summary>
internal static class LimitsSection
{
    /// <summary>The limits; what was not told, or told wrong, stays the default.</summary>
    public static RouteLimits Read(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.Limits, reading);
        return new RouteLimits
        {
            RequestBytes = (int?)section.Read("requestBytes", YamlValues.Size(64 * 1024, 64 * 1024 * 1024)),
            RequestRecords = section.Read("requestRecords", YamlValues.Number(1, 1_000_000)),
            RequestAge = section.Read("requestAge", YamlValues.Duration(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1))),
            InFlight = section.Read("inFlight", YamlValues.Number(1, 64)),
            RecordAttributes = section.Read("recordAttributes", YamlValues.Number(32, 1_000_000)),
            RecordBytes = (int?)section.Read("recordBytes", YamlValues.Size(4 * 1024, 64 * 1024 * 1024)),
            DeadLetterBytes = section.Read("deadLetterBytes", YamlValues.Size(1024 * 1024, 1L << 40))
                ?? RouteLimits.Default.DeadLetterBytes,
        };
    }
}

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `sources.NAME`.</summary>
internal static class SourceSection
{
    /// <summary>The source; null where a mistake leaves none.</summary>
    public static SourceConfig? Read(ConfigEntry entry, YamlReading reading)
    {
        if (!ConfiguredName.IsRight(entry.Key))
        {
            reading.Mistakes.Add(entry, $"`{entry.Key}` can't name a source: {ConfiguredName.Form}");
        }

        var section = new SectionReader(entry.Value, ConfigurationKeys.Source, reading);
        if (!section.Has("file") && section.NotYet.Count == 0)
        {
            reading.Mistakes.Add(entry, $"source `{entry.Key}` says nothing to read: write `file: /var/run/cilium/tetragon/tetragon.log`");
        }

        if (section.Entry("file")?.Value.Text == SourceConfig.StandardInput)
        {
            reading.Mistakes.Add(section.Entry("file")!.Value, "standard input is read with `--file - --once` only");
            return null;
        }

        var maxLine = section.Read("maxLine", YamlValues.Size(64 * 1024, 1 << 30)) ?? SourceConfig.DefaultMaxLine;
        return section.Read("file", YamlValues.FilePath) is { } file ? new SourceConfig(entry.Key, file, (int)maxLine) : null;
    }
}

namespace TetraBridge.Configuration;

/// <summary>Which sources hold: that of a flag or variable takes the place of all of the file's.</summary>
internal static class SourceMerge
{
    /// <summary>The sources; empty: none was told.</summary>
    public static IReadOnlyList<SourceConfig> Of(Layers layers)
    {
        if ((layers.Flags.File ?? layers.Environment.File) is not { } told)
        {
            return layers.File.Sources;
        }

        if (!layers.Once && (told.Value == SourceConfig.StandardInput || told.Value.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)))
        {
            layers.Mistake(told.Origin, $"`{told.Value}` can't be followed: add --once");
        }

        if (layers.File.Sources.Count > 0)
        {
            layers.Notes.Add($"{told.Origin} takes the place of the file's sources: {string.Join(", ", layers.File.Sources.Select(s => s.Name))}");
        }

        return [new SourceConfig("file", told.Value)];
    }
}

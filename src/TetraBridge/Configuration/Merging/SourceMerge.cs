using TetraBridge.Configuration.Flags;

namespace TetraBridge.Configuration.Merging;

/// <summary>Which sources hold: those of flags or variables take the place of all of the file's.</summary>
internal static class SourceMerge
{
    /// <summary>The sources; empty: none was told.</summary>
    public static IReadOnlyList<SourceConfig> Of(Layers layers)
    {
        var sources = Told(layers, layers.Flags) ?? Told(layers, layers.Environment) ?? layers.File.Sources;
        if (layers.Once && sources.FirstOrDefault(source => source.Grpc is not null) is { } stream)
        {
            layers.Mistake(
                FlagTable.Once.Name,
                $"a stream has no end, and source `{stream.Name}` is one: read the export file with --file, or leave --once out");
        }

        return sources;
    }

    private static List<SourceConfig>? Told(Layers layers, ToldSettings told)
    {
        var backfill = layers.Flags.Backfill ?? layers.Environment.Backfill;
        var streams = told.Grpc.Select(
            (address, i) => new SourceConfig(i == 0 ? "grpc" : $"grpc-{i + 1}", null) { Grpc = new GrpcSourceConfig(address) { Backfill = backfill } }).ToList();
        if (told.Backfill is not null && streams.Count != 1)
        {
            layers.Mistake(
                FlagTable.Backfill.Name, streams.Count == 0
                    ? "belongs to a --grpc: write `--grpc URL --backfill PATH`"
                    : "belongs to one --grpc: write several agents into the YAML file");
        }

        if (told.File is { } file)
        {
            if (streams.Count > 0)
            {
                layers.Mistake(
                    FlagTable.File.Name,
                    "stands beside --grpc: write `--backfill` in place of `--file`, or both sources into the YAML file");
            }

            if (!layers.Once
                && (file.Value == SourceConfig.StandardInput || file.Value.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)))
            {
                layers.Mistake(file.Origin, $"`{file.Value}` can't be followed: add --once");
            }

            return Above(layers, file.Origin, [new SourceConfig("file", file.Value)]);
        }

        return streams.Count > 0 ? Above(layers, FlagTable.Grpc.Name, streams) : null;
    }

    private static List<SourceConfig> Above(Layers layers, string origin, List<SourceConfig> sources)
    {
        if (layers.File.Sources.Count > 0)
        {
            layers.Notes.Add(
                $"{origin} takes the place of the file's sources: {string.Join(", ", layers.File.Sources.Select(s => s.Name))}");
        }

        return sources;
    }
}

using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Flags;

namespace TetraBridge.Configuration.Merging;

/// <summary>Which routes hold: those of flags take the place of all others, those of the environment that of the file's.</summary>
internal static class RouteMerge
{
    /// <summary>The routes; empty: none was told.</summary>
    public static IReadOnlyList<RouteConfig> Of(Layers layers, IReadOnlyList<SourceConfig> sources)
    {
        var told = layers.Flags.Routes.Count > 0 ? layers.Flags.Routes : layers.Environment.Routes;
        if (layers.Flags.Json == true && !told.Any(r => r.Sink is ConsoleSinkConfig))
        {
            layers.Mistake(FlagTable.Json.Name, "belongs to --console: write `--console --json`");
        }

        var source = sources.Count > 0 ? sources[0].Name : "";
        return told.Count > 0 ? OfFlags(layers, told, sources, source) : OfFile(layers, sources, source);
    }

    private static List<RouteConfig> OfFlags(
        Layers layers, IReadOnlyList<ToldRoute> told, IReadOnlyList<SourceConfig> sources, string source)
    {
        if (layers.File.Routes.Count > 0)
        {
            var layer = layers.Flags.Routes.Count > 0 ? "the flags" : "the environment";
            layers.Notes.Add(
                $"routes of {layer} take the place of the file's: {string.Join(", ", layers.File.Routes.Select(r => r.Name))}");
        }

        if (sources.Count > 1 && layers.File.Sources.Count > 0 && sources[0] == layers.File.Sources[0])
        {
            layers.Mistake(
                "",
                $"the file has several sources ({string.Join(", ", sources.Select(s => s.Name))}): tell which by --file, or write the routes into the file");
        }

        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        var routes = new List<RouteConfig>();
        foreach (var (route, from) in sources.Count > 1 ? told.SelectMany(route => sources.Select(s => (route, s.Name))) : told.Select(route => (route, source)))
        {
            var number = kinds[route.Kind] = kinds.GetValueOrDefault(route.Kind) + 1;
            var name = number == 1 ? route.Kind : $"{route.Kind}-{number}";
            routes.Add(new RouteConfig(name, from, Where: null, Sink(layers, route.Sink), RouteLimits.Default));
        }

        var twice = routes.Select(r => r.Sink).OfType<FileSinkConfig>().GroupBy(f => f.Path).Where(g => g.Count() > 1);
        foreach (var path in twice.Select(g => g.Key))
        {
            layers.Mistake(FlagTable.Out.Name, $"`{path}` is told twice: two routes in one file would tear each other's lines");
        }

        if (routes.Select(r => r.Sink).OfType<FileSinkConfig>().FirstOrDefault(f => sources.Any(s => s.File == f.Path)) is { } own)
        {
            layers.Mistake(FlagTable.Out.Name, $"`{own.Path}` is the source: the bridge would read what it writes");
        }

        return routes;
    }

    // Sources from above the file have taken the place of those that its routes name.
    private static List<RouteConfig> OfFile(Layers layers, IReadOnlyList<SourceConfig> sources, string source) =>
        [.. layers.File.Routes.Select(r => sources.Any(s => s.Name == r.From) ? r : r with { From = source })];

    private static SinkConfig Sink(Layers layers, SinkConfig sink) => sink switch
    {
        OtlpSinkConfig otlp => otlp with { Protocol = otlp.Protocol ?? layers.Environment.Protocol },
        KafkaSinkConfig kafka => Kafka(layers, kafka),
        ConsoleSinkConfig => new ConsoleSinkConfig(layers.Flags.Json ?? layers.Environment.Json ?? false),
        _ => sink,
    };

    private static KafkaSinkConfig Kafka(Layers layers, KafkaSinkConfig told)
    {
        var others = layers.Environment.Kafka;
        if ((told.Topic ?? others?.Topic) is null)
        {
            layers.Mistake(FlagTable.Kafka.Name, "says no topic: write `--kafka HOST:PORT --topic tetragon`");
        }

        return told with
        {
            Topic = told.Topic ?? others?.Topic,
            Payload = told.Payload ?? others?.Payload,
            Key = told.Key ?? others?.Key,
            ExactlyOnce = told.ExactlyOnce ?? others?.ExactlyOnce,
        };
    }
}

using TetraBridge.Categories;
using TetraBridge.Configuration.Destinations;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads a YAML file, all mistakes at once (decisions 7).</summary>
/// <param name="environment">Looks up an environment variable; null: not set.</param>
/// <param name="known">Names of the built-in categories and of event kinds.</param>
internal sealed class YamlLoader(Func<string, string?> environment, KnownNames known)
{
    /// <summary>What the file tells; where there are mistakes, what could be read besides.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="name">Its path as the operator told it: for messages, and relative paths in the file begin in its folder.</param>
    /// <param name="workFolder">Where <paramref name="name"/> begins if it is relative; absolute.</param>
    /// <param name="mistakes">All mistakes, in the file's order.</param>
    public YamlConfig Load(string text, string name, string workFolder, out IReadOnlyList<Mistake> mistakes)
    {
        var list = new MistakeList(name);
        var folder = Path.GetDirectoryName(Path.GetFullPath(name, workFolder)) ?? "/";
        var config = YamlTree.Parse(text, list) is { } root
            ? Read(root, new YamlReading(list, environment, folder, known))
            : new YamlConfig();
        mistakes = list.InOrder;
        return config;
    }

    private static YamlConfig Read(ConfigNode root, YamlReading reading)
    {
        var top = new SectionReader(root, ConfigurationKeys.Top, reading);
        if (top.Read("version", YamlValues.Number(1, int.MaxValue)) is { } version and not 1)
        {
            reading.Mistakes.Add(top.Entry("version")!.Value, $"version {version} is newer than this program: it reads version 1");
        }

        var categories = Categories(top);
        var withOwn = reading with { Known = reading.Known with { Categories = [.. reading.Known.Categories, .. categories.Select(c => c.Id)] } };
        var sources = Sources(top);
        return new YamlConfig
        {
            Node = top.Read("node", YamlValues.Text),
            StateFolder = top.Read("state", YamlValues.FilePath),
            Resource = Resource(top),
            Categories = categories,
            EgressPolicies = top.Read("egressPolicies", (node, reading) => YamlValues.Texts(node, reading)) ?? [],
            Sources = sources,
            Routes = Routes(top, sources, withOwn),
        };
    }

    private static Dictionary<string, string> Resource(SectionReader top)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in top.Named("resource", "attribute names with their values"))
        {
            if (YamlValues.Text(entry.Value, top.Reading) is { } value)
            {
                attributes.Add(entry.Key, value);
            }
        }

        return attributes;
    }

    private static List<CategoryDefinition> Categories(SectionReader top)
    {
        var categories = new List<CategoryDefinition>();
        foreach (var entry in top.Named("categories", "ids with what they match"))
        {
            if (CategorySection.Read(entry, top.Reading) is { } category)
            {
                categories.Add(category);
            }
        }

        return categories;
    }

    private static List<SourceConfig> Sources(SectionReader top)
    {
        var sources = new List<SourceConfig>();
        foreach (var entry in top.Named("sources", "names with `file: PATH` or `grpc: URL`"))
        {
            if (SourceSection.Read(entry, top.Reading) is { } source)
            {
                sources.Add(source);
            }
        }

        return sources;
    }

    private static List<RouteConfig> Routes(SectionReader top, List<SourceConfig> sources, YamlReading reading)
    {
        var names = top.Entry("sources")?.Value.Entries.Select(e => e.Key).ToList() ?? [];
        var routes = new List<RouteConfig>();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in top.Named("routes", "names with `otlp`, `file`, `console` or `null`"))
        {
            if (RouteSection.Read(entry, names, reading) is not { } route)
            {
                continue;
            }

            if (route.Sink is FileSinkConfig file && !files.TryAdd(file.Path, route.Name))
            {
                reading.Mistakes.Add(
                    entry, $"route `{files[file.Path]}` writes this file already: two routes in one file would tear each other's lines");
            }

            if (route.Sink is FileSinkConfig { Path: var path } && sources.Any(s => s.File == path))
            {
                reading.Mistakes.Add(entry, "this file is a source: the bridge would read what it writes");
            }

            routes.Add(route);
        }

        return routes;
    }
}

using Microsoft.Extensions.Logging;
using TetraBridge.Configuration.Flags;
using TetraBridge.Configuration.Yaml;

namespace TetraBridge.Configuration;

/// <summary>Makes one configuration of flags, environment and YAML file: flags win over the environment, that over the file (decisions 7).</summary>
/// <param name="surroundings">Environment and files.</param>
/// <param name="known">Names of the built-in categories and of event kinds.</param>
internal sealed class ConfigurationReader(Surroundings surroundings, KnownNames known)
{
    private const string NoStart = "write for example: tetrabridge run --file /var/run/cilium/tetragon/tetragon.log --otlp http://collector:4317";

    /// <summary>Reads a configuration to run with; sources and routes that are told above the file take the place of all of the file's.</summary>
    public ConfigurationOutcome Read(IReadOnlyList<ToldFlag> flags)
    {
        var mistakes = new List<Mistake>();
        var notes = new List<string>();
        var (told, environment, file) = ReadAll(flags, mistakes);

        // Where the file is wrong, what seems to be missing may stand in it.
        var whole = file is not null;
        file ??= new YamlConfig();
        var once = told.Once ?? environment.Once ?? false;
        var sources = Sources(told, environment, file, once, mistakes, notes);
        var routes = Routes(told, environment, file, sources, mistakes, notes);
        if (sources.Count == 0 && whole)
        {
            mistakes.Add(new Mistake("", 0, 0, $"no source is told: {NoStart}"));
        }
        else if (routes.Count == 0 && whole)
        {
            mistakes.Add(new Mistake("", 0, 0, $"no route is told, so there is nowhere to deliver to: {NoStart}"));
        }

        var state = told.StateFolder ?? environment.StateFolder ?? file.StateFolder ?? StateFolderChoice.Choose(surroundings.Environment, surroundings.CanWriteFolder);
        if (state is null)
        {
            mistakes.Add(new Mistake("", 0, 0, "no folder for the state: neither /var/lib/tetrabridge nor $HOME can be used, write --state DIR"));
        }

        var resource = Resource(file, notes);
        if (mistakes.Count > 0)
        {
            return new ConfigurationOutcome(null, mistakes, notes);
        }

        var config = new BridgeConfig
        {
            Node = told.Node ?? environment.Node ?? file.Node,
            StateFolder = state!,
            Resource = resource,
            Sources = sources,
            Routes = routes,
            Categories = file.Categories,
            Once = once,
            Timeout = told.Timeout ?? environment.Timeout,
            From = told.From ?? environment.From,
            Reset = told.Reset ?? environment.Reset ?? false,
            LogLevel = told.LogLevel ?? environment.LogLevel ?? LogLevel.Information,
        };
        return new ConfigurationOutcome(config, mistakes, notes);
    }

    /// <summary>The operator's own categories, for commands that run nothing; empty where there are mistakes.</summary>
    public IReadOnlyList<Categories.CategoryDefinition> ReadCategories(IReadOnlyList<ToldFlag> flags, out IReadOnlyList<Mistake> mistakes)
    {
        var list = new List<Mistake>();
        var (_, _, file) = ReadAll(flags, list);
        mistakes = list;
        return list.Count == 0 && file is not null ? file.Categories : [];
    }

    /// <summary>The log's level, for commands that run nothing; null: not told.</summary>
    public LogLevel? ReadLogLevel(IReadOnlyList<ToldFlag> flags, out IReadOnlyList<Mistake> mistakes)
    {
        var list = new List<Mistake>();
        var (told, environment, _) = ReadAll(flags, list);
        mistakes = list;
        return told.LogLevel ?? environment.LogLevel;
    }

    // The file is null where it can't be read or has mistakes.
    private (ToldSettings Told, ToldSettings Environment, YamlConfig? File) ReadAll(IReadOnlyList<ToldFlag> flags, List<Mistake> mistakes)
    {
        var told = new FlagReader(surroundings.WorkFolder, mistakes).Read(flags, environment: false);
        var environment = new FlagReader(surroundings.WorkFolder, mistakes).Read(EnvironmentFlags.Read(surroundings.Environment), environment: true);
        if ((told.Config ?? environment.Config) is not { } path)
        {
            return (told, environment, new YamlConfig());
        }

        try
        {
            var text = surroundings.ReadFile(Path.GetFullPath(path, surroundings.WorkFolder));
            var file = new YamlLoader(surroundings.Environment, known).Load(text, path, surroundings.WorkFolder, out var inFile);
            mistakes.AddRange(inFile);
            return (told, environment, inFile.Count == 0 ? file : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(new Mistake(path, 0, 0, $"can't be read: {e.Message}"));
            return (told, environment, null);
        }
    }

    private static IReadOnlyList<SourceConfig> Sources(
        ToldSettings told, ToldSettings environment, YamlConfig file, bool once, List<Mistake> mistakes, List<string> notes)
    {
        if ((told.File ?? environment.File) is not { } flag)
        {
            return file.Sources;
        }

        if (!once && (flag.Value == SourceConfig.StandardInput || flag.Value.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)))
        {
            mistakes.Add(new Mistake(flag.Origin, 0, 0, $"`{flag.Value}` can't be followed: add --once"));
        }

        if (file.Sources.Count > 0)
        {
            notes.Add($"{flag.Origin} takes the place of the file's sources: {string.Join(", ", file.Sources.Select(s => s.Name))}");
        }

        return [new SourceConfig("file", flag.Value)];
    }

    private static List<RouteConfig> Routes(
        ToldSettings told, ToldSettings environment, YamlConfig file, IReadOnlyList<SourceConfig> sources, List<Mistake> mistakes, List<string> notes)
    {
        var above = told.Routes.Count > 0 ? told.Routes : environment.Routes;
        var json = told.Json ?? environment.Json ?? false;
        if (told.Json == true && !above.Any(r => r.Sink is ConsoleSinkConfig))
        {
            mistakes.Add(new Mistake(FlagTable.Json.Name, 0, 0, "belongs to --console: write `--console --json`"));
        }

        var source = sources.Count > 0 ? sources[0].Name : "";
        if (above.Count == 0)
        {
            // Sources from above the file have taken the place of those that its routes name.
            return [.. file.Routes.Select(r => sources.Any(s => s.Name == r.From) ? r : r with { From = source })];
        }

        if (file.Routes.Count > 0)
        {
            notes.Add($"routes of {(told.Routes.Count > 0 ? "the flags" : "the environment")} take the place of the file's: {string.Join(", ", file.Routes.Select(r => r.Name))}");
        }

        if (sources.Count > 1)
        {
            mistakes.Add(new Mistake("", 0, 0, $"the file has several sources ({string.Join(", ", sources.Select(s => s.Name))}): tell which by --file, or write the routes into the file"));
        }

        var routes = new List<RouteConfig>();
        foreach (var route in above)
        {
            var count = above.TakeWhile(r => !ReferenceEquals(r, route)).Count(r => r.Kind == route.Kind) + 1;
            var name = count == 1 ? route.Kind : $"{route.Kind}-{count}";
            SinkConfig sink = route.Sink switch
            {
                OtlpSinkConfig otlp => otlp with { Protocol = otlp.Protocol ?? environment.Protocol },
                ConsoleSinkConfig => new ConsoleSinkConfig(json),
                _ => route.Sink,
            };
            routes.Add(new RouteConfig(name, source, Where: null, sink, RouteLimits.Default));
        }

        foreach (var twice in routes.GroupBy(r => (r.Sink as FileSinkConfig)?.Path).Where(g => g.Key is not null && g.Count() > 1))
        {
            mistakes.Add(new Mistake(FlagTable.Out.Name, 0, 0, $"`{twice.Key}` is told twice: two routes in one file would tear each other's lines"));
        }

        return routes;
    }

    private Dictionary<string, string> Resource(YamlConfig file, List<string> notes)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (surroundings.Environment(OtelResourceAttributes.Variable) is { } text && !OtelResourceAttributes.TryParse(text, out attributes))
        {
            notes.Add($"{OtelResourceAttributes.Variable} is not `name=value,name=value`: it is not used");
        }

        foreach (var (name, value) in file.Resource)
        {
            attributes[name] = value;
        }

        return attributes;
    }
}

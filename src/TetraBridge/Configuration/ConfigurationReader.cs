using Microsoft.Extensions.Logging;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Flags;
using TetraBridge.Configuration.Merging;
using TetraBridge.Configuration.Yaml;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Configuration;

/// <summary>
/// Makes one configuration of flags, environment and YAML file: flags win over the environment, that over the file (decisions 7).
/// </summary>
/// <param name="surroundings">Environment and files.</param>
/// <param name="known">Names of the built-in categories and of event kinds.</param>
internal sealed class ConfigurationReader(Surroundings surroundings, KnownNames known)
{
    private const string Example = "write for example: tetrabridge run --file /var/run/cilium/tetragon/tetragon.log --otlp http://collector:4317";

    /// <summary>
    /// Reads a configuration to run with; sources and routes that are told above the file take the place of all of the file's.
    /// </summary>
    public ConfigurationOutcome Read(IReadOnlyList<ToldFlag> flags)
    {
        var layers = ReadLayers(flags);
        var (told, environment, file) = (layers.Flags, layers.Environment, layers.File);
        var sources = SourceMerge.Of(layers);
        var routes = RouteMerge.Of(layers, sources);
        // What was told wrongly is a mistake already, not one more that is missing.
        if (layers.FileIsRight && sources.Count == 0 && !flags.Any(f => f.Flag == FlagTable.File))
        {
            layers.Mistake("", $"no source is told: {Example}");
        }
        else if (layers.FileIsRight && routes.Count == 0 && !flags.Any(f => f.Flag == FlagTable.Out))
        {
            layers.Mistake("", $"no route is told, so there is nowhere to deliver to: {Example}");
        }

        OtlpRouteCheck.Check(routes, surroundings.Environment, layers);
        var state = told.StateFolder ?? environment.StateFolder ?? file.StateFolder
            ?? StateFolderChoice.Choose(surroundings.Environment, surroundings.CanWriteFolder);
        if (state is null)
        {
            layers.Mistake("", "no folder for the state: neither /var/lib/tetrabridge nor $HOME can be used, write --state DIR");
        }

        var resource = Resource(layers);
        if (layers.Mistakes.Count > 0)
        {
            return new ConfigurationOutcome(null, layers.Mistakes, layers.Notes);
        }

        foreach (var route in routes.Where(route => route.Sink is KafkaSinkConfig { Sasl.Mechanism: KafkaSaslMechanism.ScramSha256 or KafkaSaslMechanism.ScramSha512 }))
        {
            if (KafkaLibrary.Shortcoming(surroundings.KafkaLibrary()) is { } words)
            {
                layers.Notes.Add($"route {route.Name}: {words}");
            }
        }

        var config = new BridgeConfig
        {
            Node = told.Node ?? environment.Node ?? file.Node,
            StateFolder = state!,
            Resource = resource,
            Sources = sources,
            Routes = routes,
            Categories = file.Categories,
            EgressPolicies = file.EgressPolicies,
            Once = layers.Once,
            Timeout = told.Timeout ?? environment.Timeout,
            From = told.From ?? environment.From,
            Reset = told.Reset ?? environment.Reset ?? false,
            LogLevel = told.LogLevel ?? environment.LogLevel ?? LogLevel.Information,
        };
        return new ConfigurationOutcome(config, [], layers.Notes);
    }

    /// <summary>What events mean, for commands that run nothing; empty where there are mistakes.</summary>
    public EventMeaning ReadMeaning(IReadOnlyList<ToldFlag> flags, out IReadOnlyList<Mistake> mistakes)
    {
        var layers = ReadLayers(flags);
        mistakes = layers.Mistakes;
        return new EventMeaning
        {
            Node = layers.Flags.Node ?? layers.Environment.Node ?? layers.File.Node,
            Resource = Resource(layers),
            Categories = layers.File.Categories,
            EgressPolicies = layers.File.EgressPolicies,
        };
    }

    /// <summary>The log's level, for commands that run nothing; null: not told.</summary>
    public LogLevel? ReadLogLevel(IReadOnlyList<ToldFlag> flags, out IReadOnlyList<Mistake> mistakes)
    {
        var layers = ReadLayers(flags);
        mistakes = layers.Mistakes;
        return layers.Flags.LogLevel ?? layers.Environment.LogLevel;
    }

    private Layers ReadLayers(IReadOnlyList<ToldFlag> flags)
    {
        var mistakes = new List<Mistake>();
        var told = new FlagReader(surroundings.WorkFolder, mistakes).Read(flags, environment: false);
        var environment = new FlagReader(surroundings.WorkFolder, mistakes).Read(
            EnvironmentFlags.Read(surroundings.Environment), environment: true);
        var ofFlags = mistakes.Count;
        var file = (told.Config ?? environment.Config) is { } path ? ReadFile(path, mistakes) : new YamlConfig();
        var right = mistakes.Count == ofFlags;
        return new Layers(told, environment, right ? file : new YamlConfig(), right, mistakes, []);
    }

    private YamlConfig ReadFile(string path, List<Mistake> mistakes)
    {
        try
        {
            var text = surroundings.ReadFile(Path.GetFullPath(path, surroundings.WorkFolder));
            var file = new YamlLoader(surroundings.Environment, known).Load(text, path, surroundings.WorkFolder, out var inFile);
            mistakes.AddRange(inFile);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(new Mistake(path, 0, 0, $"can't be read: {e.Message}"));
            return new YamlConfig();
        }
    }

    private Dictionary<string, string> Resource(Layers layers)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (surroundings.Environment(OtelResourceAttributes.Variable) is { } text && !OtelResourceAttributes.TryParse(text, out attributes))
        {
            layers.Notes.Add($"{OtelResourceAttributes.Variable} is not `name=value,name=value`: it is not used");
        }

        foreach (var (name, value) in layers.File.Resource)
        {
            attributes[name] = value;
        }

        return attributes;
    }
}

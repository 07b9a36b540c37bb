using TetraBridge.Configuration;
using TetraBridge.Configuration.Flags;
using TetraBridge.Configuration.Merging;

namespace TetraBridge.Tests.Support;

/// <summary>A small world for configuration: files and variables in dictionaries.</summary>
internal sealed class TestSurroundings
{
    public static KnownNames Known { get; } = new(["sudo", "tmp-execs", "exec-fileless", "privileges-suid"], ["process_exec", "process_exit", "process_kprobe"]);

    public Dictionary<string, string> Environment { get; } = new() { ["HOME"] = "/home/op" };

    public Dictionary<string, string> Files { get; } = [];

    public string KafkaLibrary { get; set; } = "2.16.0";

    public Surroundings Surroundings => new(
        Environment.GetValueOrDefault,
        path => Files.TryGetValue(path, out var text) ? text : throw new FileNotFoundException($"there is no file {path}"),
        folder => folder == StateFolderChoice.OfTheSystem,
        "/home/op",
        () => KafkaLibrary);

    public ConfigurationReader Reader => new(Surroundings, Known);

    /// <summary>Reads flags given as `--name value` words; a word that begins with -- and is followed by another such is a switch.</summary>
    public ConfigurationOutcome Read(params string[] words) => Reader.Read(Flags(words));

    public BridgeConfig Config(params string[] words)
    {
        var outcome = Read(words);
        Assert.Empty(outcome.Mistakes);
        return outcome.Config!;
    }

    public string[] Mistakes(params string[] words)
    {
        var outcome = Read(words);
        Assert.Null(outcome.Config);
        return [.. outcome.Mistakes.Select(m => m.ToString())];
    }

    public static IReadOnlyList<ToldFlag> Flags(params string[] words)
    {
        var told = new List<ToldFlag>();
        for (var i = 0; i < words.Length; i++)
        {
            var flag = FlagTable.All.Single(f => f.Name == words[i]);
            told.Add(new ToldFlag(flag, flag.Value is null ? "true" : words[++i], flag.Name));
        }

        return told;
    }
}

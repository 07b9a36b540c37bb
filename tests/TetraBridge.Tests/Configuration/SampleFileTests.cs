using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Yaml;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Configuration;

/// <summary>The annotated sample file: it holds, and it names every key.</summary>
public sealed class SampleFileTests
{
    private static readonly string _path = RepositoryFolder.Of("deploy/tetrabridge.yaml");

    [Fact]
    public void The_sample_has_no_mistakes_and_says_what_its_comments_say()
    {
        var config = Load(File.ReadAllText(_path));

        Assert.Equal("node-1", config.Node);
        Assert.Equal(["siem", "alerts", "eyes", "measure", "lake"], config.Routes.Select(r => r.Name));
        var siem = Assert.IsType<OtlpSinkConfig>(config.Routes[0].Sink);
        Assert.Equal(TimeSpan.FromSeconds(10), siem.RequestTimeout);
        Assert.Equal(3_670_016, config.Routes[0].Limits.RequestBytes);
        Assert.Equal(RouteLimits.Default.DeadLetterBytes, config.Routes[0].Limits.DeadLetterBytes);
        Assert.Equal(SourceConfig.DefaultMaxLine, config.Sources[0].MaxLine);
        Assert.Equal(["runc"], config.Routes[1].Where!.Not!.Binaries);
        Assert.Equal(["payments", ""], config.Routes[1].Where!.Namespaces);
        Assert.Equal("/etc/tb/alerts.otlp.jsonl", Assert.IsType<FileSinkConfig>(config.Routes[1].Sink).Path);
        Assert.Equal(["watch-outbound-*"], config.EgressPolicies);
        Assert.Equal("payment-file", Assert.Single(config.Categories).Id);
    }

    [Fact]
    public void The_sample_names_every_key_that_is_read()
    {
        var text = File.ReadAllText(_path);
        var root = YamlTree.Parse(text, new MistakeList("sample"))!;
        var written = Keys(root).ToHashSet();

        // A secret can't stand in the sample: its key is told beside that of its file.
        Assert.All(ConfigurationKeys.All.SelectMany(s => s.Known), key => Assert.True(written.Contains(key) || text.Contains($"# or {key}: ${{env:", StringComparison.Ordinal), key));
    }

    [Fact]
    public void What_check_shows_of_the_sample_reads_as_the_same_configuration()
    {
        var config = Load(File.ReadAllText(_path));
        var shown = EffectiveConfiguration.Text(config);

        // The mask of the header is all that differs, and it is masked again.
        Assert.Equal(shown, EffectiveConfiguration.Text(Load(shown)));
        Assert.Contains("x-scope-orgid: \"***\"", shown, StringComparison.Ordinal);
    }

    private static BridgeConfig Load(string text) => new TestSurroundings { Files = { ["/etc/tb/c.yaml"] = text } }.Config("--config", "/etc/tb/c.yaml");

    private static IEnumerable<string> Keys(ConfigNode node) =>
        node.Entries.SelectMany(e => Keys(e.Value).Prepend(e.Key)).Concat(node.Items.SelectMany(Keys));
}

using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Configuration;

public sealed class SecretsTests
{
    private const string Yaml = """
        sources: {t: {file: a.log}}
        routes:
          siem:
            otlp:
              endpoint: https://c/${env:PATH_TOKEN}/v1/logs?key=hunter2
              headers:
                Authorization: Bearer ${env:TOKEN}
                x-other: plain hunter2
                x-api-key: half-hunter2${env:TOKEN}
        """;

    private readonly TestSurroundings _world = new()
    {
        Files = { ["/home/op/c.yaml"] = Yaml },
        Environment = { ["TOKEN"] = "hunter2", ["PATH_TOKEN"] = "hunter2path" },
    };

    [Fact]
    public void The_wire_gets_the_secrets()
    {
        var otlp = Assert.IsType<OtlpSinkConfig>(_world.Config("--config", "c.yaml").Routes[0].Sink);

        Assert.Equal("Bearer hunter2", otlp.Headers!["authorization"].Reveal);
        Assert.Equal("half-hunter2hunter2", otlp.Headers["x-api-key"].Reveal);
        Assert.Equal("https://c/hunter2path/v1/logs?key=hunter2", otlp.Endpoint!.Address.AbsoluteUri);
    }

    [Fact]
    public void Nothing_that_prints_shows_a_secret()
    {
        var config = _world.Config("--config", "c.yaml");
        var shown = EffectiveConfiguration.Text(config);

        Assert.DoesNotContain("hunter2", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", config.Routes[0].ToString() + config, StringComparison.Ordinal);
        Assert.Contains("endpoint: \"https://c/${env:PATH_TOKEN}/v1/logs?***\"", shown, StringComparison.Ordinal);
        Assert.Contains("authorization: \"Bearer ${env:TOKEN}\"", shown, StringComparison.Ordinal);
        Assert.Contains("x-other: \"***\"", shown, StringComparison.Ordinal);
        Assert.Contains("x-api-key: \"*** ${env:TOKEN}\"", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_quote_what_was_written_and_never_the_variable()
    {
        _world.Files["/home/op/c.yaml"] = Yaml.Replace("https://c/${env:PATH_TOKEN}/v1/logs?key=hunter2", "c/${env:PATH_TOKEN}", StringComparison.Ordinal) + "\n        x-line: ${env:BROKEN}";
        _world.Environment["BROKEN"] = "hunter2\n";

        var mistakes = string.Join('\n', _world.Mistakes("--config", "c.yaml"));

        Assert.DoesNotContain("hunter2", mistakes, StringComparison.Ordinal);
        Assert.Contains("`c/${env:PATH_TOKEN}` is not a URL", mistakes, StringComparison.Ordinal);
    }
}

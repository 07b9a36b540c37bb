using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Configuration;

/// <summary>Flags win over the environment, that over the YAML file (decisions 7).</summary>
public sealed class PrecedenceTests
{
    private const string Yaml = "node: of-yaml\nstate: s\nsources: {t: {file: t.log}}\nroutes: {siem: {otlp: {endpoint: 'http://yaml:4317'}}, eyes: {console: }}\n";

    private readonly TestSurroundings _world = new() { Files = { ["/etc/tb/c.yaml"] = Yaml } };

    [Fact]
    public void The_file_alone_holds_with_paths_from_its_folder()
    {
        var config = _world.Config("--config", "/etc/tb/c.yaml");

        Assert.Equal("of-yaml", config.Node);
        Assert.Equal("/etc/tb/s", config.StateFolder);
        Assert.Equal(new SourceConfig("t", "/etc/tb/t.log"), Assert.Single(config.Sources));
        Assert.Equal(["siem", "eyes"], config.Routes.Select(r => r.Name));
        Assert.All(config.Routes, r => Assert.Equal("t", r.From));
    }

    [Fact]
    public void The_environment_wins_over_the_file_and_flags_over_both()
    {
        _world.Environment["TETRABRIDGE_CONFIG"] = "/etc/tb/c.yaml";
        _world.Environment["TETRABRIDGE_NODE"] = "of-environment";
        _world.Environment["TETRABRIDGE_STATE"] = "env-state";

        var environment = _world.Config();
        var flags = _world.Config("--node", "of-flag", "--state", "/flag-state");

        Assert.Equal(("of-environment", "/home/op/env-state"), (environment.Node, environment.StateFolder));
        Assert.Equal(("of-flag", "/flag-state"), (flags.Node, flags.StateFolder));
    }

    [Fact]
    public void Each_flag_can_be_told_by_the_environment()
    {
        foreach (var (name, value) in new[]
        {
            ("FILE", "a.log"), ("FROM", "end"), ("OTLP", "http://a:4317 http://b:4318"), ("PROTOCOL", "grpc"), ("CONSOLE", "true"), ("JSON", "true"), ("OUT", "o"), ("NULL", "true"),
            ("ONCE", "true"), ("TIMEOUT", "1.5m"), ("STATE", "/s"), ("RESET", "true"), ("NODE", "n"), ("LOG_LEVEL", "debug"),
        })
        {
            _world.Environment["TETRABRIDGE_" + name] = value;
        }

        var config = _world.Config();

        Assert.Equal("/home/op/a.log", config.Sources[0].File);
        Assert.Equal(JournalStart.End, config.From);
        Assert.Equal(["otlp", "otlp-2", "console", "file", "null"], config.Routes.Select(r => r.Name));
        Assert.All(config.Routes.Select(r => r.Sink).OfType<OtlpSinkConfig>(), o => Assert.Equal(OtlpProtocol.Grpc, o.Protocol));
        Assert.Contains(new ConsoleSinkConfig(Json: true), config.Routes.Select(r => r.Sink));
        Assert.Equal((true, TimeSpan.FromSeconds(90), true), (config.Once, config.Timeout!.Value, config.Reset));
        Assert.Equal(Microsoft.Extensions.Logging.LogLevel.Debug, config.LogLevel);
    }

    [Fact]
    public void Routes_of_flags_take_the_place_of_all_others_and_that_is_said()
    {
        _world.Environment["TETRABRIDGE_OTLP"] = "http://environment:4317";

        var environment = _world.Read("--config", "/etc/tb/c.yaml");
        var flags = _world.Read("--config", "/etc/tb/c.yaml", "--null");

        Assert.Equal(["otlp"], environment.Config!.Routes.Select(r => r.Name));
        Assert.Equal(["null"], flags.Config!.Routes.Select(r => r.Name));
        Assert.Equal(["routes of the flags take the place of the file's: siem, eyes"], flags.Notes);
    }

    [Fact]
    public void A_source_of_a_flag_takes_the_place_of_the_files_and_its_routes_read_it()
    {
        var outcome = _world.Read("--config", "/etc/tb/c.yaml", "--file", "other.log");

        Assert.Equal(new SourceConfig("file", "/home/op/other.log"), Assert.Single(outcome.Config!.Sources));
        Assert.All(outcome.Config.Routes, r => Assert.Equal("file", r.From));
        Assert.Equal(["--file takes the place of the file's sources: t"], outcome.Notes);
    }

    [Fact]
    public void Routes_are_named_by_their_kind_and_a_protocol_belongs_to_the_url_before_it()
    {
        var config = _world.Config("--file", "a", "--otlp", "http://a:1", "--otlp", "http://b:2", "--protocol", "grpc", "--console", "--otlp", "http://c:3", "--out", "o");

        Assert.Equal(["otlp", "otlp-2", "console", "otlp-3", "file"], config.Routes.Select(r => r.Name));
        Assert.Equal([null, OtlpProtocol.Grpc, null], config.Routes.Select(r => r.Sink).OfType<OtlpSinkConfig>().Select(o => o.Protocol));
    }

    [Fact]
    public void A_protocol_may_stand_before_its_url()
    {
        var config = _world.Config("--file", "a", "--protocol", "http/protobuf", "--otlp", "http://a:1");

        Assert.Equal(OtlpProtocol.HttpProtobuf, Assert.IsType<OtlpSinkConfig>(config.Routes[0].Sink).Protocol);
    }

    [Fact]
    public void Resource_attributes_of_OpenTelemetry_stand_below_the_file()
    {
        _world.Files["/etc/tb/c.yaml"] = Yaml + "resource: {env: yaml}\n";
        _world.Environment["OTEL_RESOURCE_ATTRIBUTES"] = "env=otel, team=a%2Cb";

        var config = _world.Config("--config", "/etc/tb/c.yaml");

        Assert.Equal([("env", "yaml"), ("team", "a,b")], config.Resource.Select(r => (r.Key, r.Value)).Order());
    }

    [Fact]
    public void Wrong_resource_attributes_of_the_environment_are_left_out_and_told()
    {
        _world.Environment["OTEL_RESOURCE_ATTRIBUTES"] = "good=1,nonsense";

        var outcome = _world.Read("--file", "a", "--null");

        Assert.Empty(outcome.Config!.Resource);
        Assert.Equal(["OTEL_RESOURCE_ATTRIBUTES is not `name=value,name=value`: it is not used"], outcome.Notes);
    }
}

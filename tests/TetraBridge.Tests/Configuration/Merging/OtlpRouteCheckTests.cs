using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Configuration.Merging;

/// <summary>What `run` would refuse, `check` refuses: with the other mistakes, before anything is made.</summary>
public sealed class OtlpRouteCheckTests
{
    private readonly TestSurroundings _world = new();

    [Fact]
    public void A_path_where_gRPC_takes_none_is_a_mistake() =>
        Assert.Equal(
            ["route otlp: OTLP over gRPC takes no path: drop '/v1/logs' from the endpoint, or say protocol http/protobuf"],
            _world.Mistakes("--file", "a.log", "--otlp", "http://collector:4317/v1/logs", "--protocol", "grpc"));

    [Fact]
    public void An_endpoint_that_nobody_names_is_a_mistake_and_stands_beside_the_others()
    {
        _world.Files["/home/op/c.yaml"] = "sources: {t: {file: a.log}}\nroutes: {siem: {otlp: {}}}\n";

        var mistakes = _world.Mistakes("--config", "c.yaml", "--timeout", "soon");

        Assert.Contains(mistakes, mistake => mistake.StartsWith("--timeout", StringComparison.Ordinal));
        Assert.Contains("route siem: an OTLP route needs an endpoint, for example http://127.0.0.1:4318", mistakes);
    }

    [Fact]
    public void The_environments_mistakes_are_the_operators_where_an_OTLP_route_uses_it()
    {
        _world.Environment["OTEL_EXPORTER_OTLP_TIMEOUT"] = "soon";

        Assert.Equal(["OTEL_EXPORTER_OTLP_TIMEOUT: 'soon' isn't understood; expected is milliseconds, at least 1"], _world.Mistakes("--file", "a.log", "--otlp", "http://c:4317"));
        _world.Config("--file", "a.log", "--null");
    }

    [Fact]
    public void What_the_environment_names_is_enough()
    {
        _world.Files["/home/op/c.yaml"] = "sources: {t: {file: a.log}}\nroutes: {siem: {otlp: {compression: zstd}}}\n";
        _world.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4318";

        _world.Config("--config", "c.yaml");
    }
}

using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Tests.Sinks.Otlp.Transport;

public sealed class OtlpEndpointTests
{
    [Theory]
    [InlineData("http://collector:4317", null, "grpc", "http://collector:4317/")]
    [InlineData("http://collector:4318", null, "http", "http://collector:4318/v1/logs")]
    [InlineData("http://collector:9999", null, "http", "http://collector:9999/v1/logs")]
    [InlineData("https://collector", null, "http", "https://collector/v1/logs")]
    [InlineData("http://loki:3100/otlp", null, "http", "http://loki:3100/otlp/v1/logs")]
    [InlineData("http://loki:3100/otlp/", null, "http", "http://loki:3100/otlp/v1/logs")]
    [InlineData("http://collector:4318/v1/logs", null, "http", "http://collector:4318/v1/logs")]
    [InlineData("https://store/api?org=1", null, "http", "https://store/api/v1/logs?org=1")]
    [InlineData("http://collector:4317", "http", "http", "http://collector:4317/v1/logs")]
    [InlineData("http://collector:4318", "grpc", "grpc", "http://collector:4318/")]
    [InlineData("unix:///run/otel.sock", null, "grpc", "http://localhost/")]
    [InlineData("unix:///run/otel.sock", "http", "http", "http://localhost/v1/logs")]
    public void Port_and_path_decide_protocol_and_url(string endpoint, string? said, string protocol, string url)
    {
        var resolved = OtlpEndpoint.TryResolve(Options(endpoint, said), out var mistake);

        Assert.Null(mistake);
        Assert.Equal((Protocol(protocol)!.Value, url), (resolved!.Protocol, resolved.Url.AbsoluteUri));
    }

    [Fact]
    public void A_signal_url_is_used_as_it_stands()
    {
        var resolved = OtlpEndpoint.TryResolve(Options("http://collector:4318/my/logs", null) with { EndpointIsSignalUrl = true }, out _);

        Assert.Equal("http://collector:4318/my/logs", resolved!.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4318", true)]
    [InlineData("http://localhost:4317", true)]
    [InlineData("http://[::1]:4317", true)]
    [InlineData("unix:///run/otel.sock", true)]
    [InlineData("http://10.0.0.1:4318", false)]
    [InlineData("https://collector", false)]
    public void Loopback_and_unix_sockets_are_local(string endpoint, bool local) =>
        Assert.Equal(local, OtlpEndpoint.TryResolve(Options(endpoint, null), out _)!.IsLocal);

    [Fact]
    public void A_unix_socket_keeps_its_path() =>
        Assert.Equal("/run/my otel.sock", OtlpEndpoint.TryResolve(Options("unix:///run/my%20otel.sock", null), out _)!.Socket);

    [Theory]
    [InlineData("localhost:4317", "http://")]
    [InlineData("kafka://broker:9092", "http://")]
    [InlineData("unix:///", "unix:///path")]
    [InlineData("http://collector:4317/v1/logs", "http/protobuf")]
    [InlineData("https://user:secret@collector", "headers file")]
    public void A_wrong_endpoint_is_a_mistake_that_says_what_to_write(string endpoint, string told)
    {
        var resolved = OtlpEndpoint.TryResolve(Options(endpoint, null), out var mistake);

        Assert.Null(resolved);
        Assert.Contains(told, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void No_endpoint_is_a_mistake()
    {
        Assert.Null(OtlpEndpoint.TryResolve(new OtlpOptions(), out var mistake));
        Assert.Contains("needs an endpoint", mistake, StringComparison.Ordinal);
    }

    private static OtlpOptions Options(string endpoint, string? protocol) =>
        new() { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute), Protocol = Protocol(protocol) };

    private static OtlpProtocol? Protocol(string? name) => name switch
    {
        "grpc" => OtlpProtocol.Grpc,
        "http" => OtlpProtocol.HttpProtobuf,
        _ => null,
    };
}

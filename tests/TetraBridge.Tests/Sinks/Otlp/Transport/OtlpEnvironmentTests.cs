using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Tests.Sinks.Otlp.Transport;

public sealed class OtlpEnvironmentTests
{
    [Fact]
    public void An_empty_environment_says_nothing()
    {
        var environment = Read();

        Assert.Null(environment.Endpoint);
        Assert.Null(environment.Protocol);
        Assert.Null(environment.Compression);
        Assert.Null(environment.RequestTimeout);
        Assert.Empty(environment.Headers);
        Assert.Empty(environment.Mistakes);
    }

    [Fact]
    public void The_general_variables_are_read()
    {
        var environment = Read(
            ("ENDPOINT", "http://c:4317"), ("PROTOCOL", "grpc"), ("COMPRESSION", "gzip"), ("TIMEOUT", "2500"),
            ("CERTIFICATE", "/ca"), ("CLIENT_CERTIFICATE", "/cert"), ("CLIENT_KEY", "/key"), ("HEADERS", "a=1"));

        Assert.Equal(new Uri("http://c:4317"), environment.Endpoint);
        Assert.False(environment.EndpointIsSignalUrl);
        Assert.Equal(OtlpProtocol.Grpc, environment.Protocol);
        Assert.Equal(OtlpCompression.Gzip, environment.Compression);
        Assert.Equal(TimeSpan.FromSeconds(2.5), environment.RequestTimeout);
        Assert.Equal(("/ca", "/cert", "/key"), (environment.CaFile, environment.CertificateFile, environment.KeyFile));
        Assert.Equal("1", environment.Headers["A"]);
        Assert.Empty(environment.Mistakes);
    }

    [Fact]
    public void The_variables_for_logs_win()
    {
        var environment = Read(
            ("ENDPOINT", "http://c:4318"), ("LOGS_ENDPOINT", "http://l/logs"), ("HEADERS", "a=1"), ("LOGS_HEADERS", "b=2"),
            ("TIMEOUT", "1"), ("LOGS_TIMEOUT", "2"), ("COMPRESSION", "gzip"), ("LOGS_COMPRESSION", "none"));

        Assert.Equal(new Uri("http://l/logs"), environment.Endpoint);
        Assert.True(environment.EndpointIsSignalUrl);
        Assert.Equal(["b"], environment.Headers.Keys);
        Assert.Equal(TimeSpan.FromMilliseconds(2), environment.RequestTimeout);
        Assert.Equal(OtlpCompression.None, environment.Compression);
    }

    [Fact]
    public void Headers_are_percent_decoded_and_trimmed() =>
        Assert.Equal("Basic dXNlcg==", Read(("HEADERS", " authorization = Basic%20dXNlcg== , x=y=z,")).Headers["authorization"]);

    [Theory]
    [InlineData("ENDPOINT", "collector:4317", "http://")]
    [InlineData("ENDPOINT", "ftp://user:hush@collector", "http://")]
    [InlineData("PROTOCOL", "http/json", "http/protobuf")]
    [InlineData("COMPRESSION", "zip", "gzip or none")]
    [InlineData("TIMEOUT", "10s", "milliseconds")]
    [InlineData("TIMEOUT", "0", "milliseconds")]
    [InlineData("HEADERS", "hush", "entry 1")]
    [InlineData("HEADERS", "a=1,b b=hush", "entry 2")]
    [InlineData("HEADERS", "content-type=hush", "content-type")]
    [InlineData("HEADERS", "a=hush%0Ab", "ASCII")]
    public void A_wrong_value_is_a_mistake_that_names_its_variable(string name, string value, string told)
    {
        var mistake = Assert.Single(Read((name, value)).Mistakes);

        Assert.StartsWith("OTEL_EXPORTER_OTLP_" + name, mistake, StringComparison.Ordinal);
        Assert.Contains(told, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_operator_wrote_stands_above_it()
    {
        var environment = Read(
            ("LOGS_ENDPOINT", "http://env/logs"), ("PROTOCOL", "grpc"), ("TIMEOUT", "1"), ("HEADERS", "a=env,b=env"),
            ("CLIENT_CERTIFICATE", "/env/cert"), ("CLIENT_KEY", "/env/key"), ("CERTIFICATE", "/env/ca"));
        var own = new OtlpOptions
        {
            Endpoint = new Uri("http://own"),
            RequestTimeout = TimeSpan.FromSeconds(3),
            CertificateFile = "/own/both",
            Headers = new Dictionary<string, string> { ["A"] = "own" },
        };

        var merged = own.Over(environment);

        Assert.Equal((new Uri("http://own"), false, null), (merged.Endpoint, merged.EndpointIsSignalUrl, merged.Protocol));
        Assert.Equal(TimeSpan.FromSeconds(3), merged.RequestTimeout);
        Assert.Equal(("own", "env"), (merged.Headers["a"], merged.Headers["b"]));
        Assert.Equal(("/env/ca", "/own/both", null), (merged.CaFile, merged.CertificateFile, merged.KeyFile));
    }

    [Fact]
    public void A_route_that_names_no_endpoint_takes_it_from_here()
    {
        var merged = new OtlpOptions().Over(Read(("LOGS_ENDPOINT", "http://env/logs"), ("PROTOCOL", "http/protobuf")));

        Assert.Equal((new Uri("http://env/logs"), true, OtlpProtocol.HttpProtobuf), (merged.Endpoint, merged.EndpointIsSignalUrl, merged.Protocol));
    }

    private static OtlpEnvironment Read(params (string Name, string Value)[] variables)
    {
        var all = variables.ToDictionary(static variable => "OTEL_EXPORTER_OTLP_" + variable.Name, static variable => variable.Value);
        return OtlpEnvironment.Read(name => all.GetValueOrDefault(name));
    }
}

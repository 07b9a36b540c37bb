using Microsoft.Extensions.Logging;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream;

public sealed class TlsTests
{
    [Fact]
    public async Task Over_tls_with_a_name_of_the_servers_own_and_a_certificate_of_ours()
    {
        using var tls = new TestCertificates(clientRequired: true);
        await using var bench = new StreamBench();
        await using var agent = await ScriptedAgent.StartAsync(null, tls, SendAsync);
        var (certificate, key, thumbprint) = tls.Client("bridge");

        // Its certificate is made out to 127.0.0.1, which this address is not.
        var localhost = new UriBuilder(agent.Address) { Host = "localhost" }.Uri;
        bench.Receive(new AgentOptions("grpc", localhost)
        {
            Tls = new AgentTls(bench.File("ca.pem", tls.CaPem), bench.File("client.pem", certificate), bench.File("client.key", key), "127.0.0.1"),
        });
        await Eventually.TrueAsync(() => bench.Spool.Lines.Count > 0 || bench.Logged(LogLevel.Warning).Count > 0, "it is received from");

        Assert.Equal("", string.Join('\n', bench.Logged(LogLevel.Warning)));
        Assert.Equal(thumbprint, agent.Streams[0].Client);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "127.0.0.1")]
    [InlineData(true, "tetragon-grpc.cilium.io")]
    public async Task A_server_that_is_not_proven_and_a_client_without_a_certificate_get_nothing(bool clientRequired, string? name)
    {
        using var tls = new TestCertificates(clientRequired);
        using var others = new TestCertificates();
        await using var bench = new StreamBench();
        await using var agent = await ScriptedAgent.StartAsync(null, tls, SendAsync);
        var ca = bench.File("ca.pem", clientRequired ? tls.CaPem : others.CaPem);

        bench.Receive(new AgentOptions("grpc", agent.Address) { Tls = new AgentTls(ca, null, null, name) });
        await Eventually.TrueAsync(() => bench.Logged(LogLevel.Warning).Count > 0, "it is told");

        Assert.Empty(bench.Spool.Lines);
        Assert.Empty(agent.Streams);
    }

    [Fact]
    public async Task Files_that_are_no_certificates_are_told_and_read_again()
    {
        using var tls = new TestCertificates();
        await using var bench = new StreamBench();
        await using var agent = await ScriptedAgent.StartAsync(null, tls, SendAsync);
        var ca = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(bench.Socket)!, "ca.pem");

        bench.Receive(new AgentOptions("grpc", agent.Address) { Tls = new AgentTls(ca, null, null, null) });
        await Eventually.TrueAsync(() => bench.Logged(LogLevel.Warning).Count > 0, "it is told");
        bench.File("ca.pem", tls.CaPem);
        await bench.LinesAsync(1);

        Assert.Contains("the certificates for TLS can't be used", bench.Logged(LogLevel.Warning)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.0.2.1:54321", true)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("https://192.0.2.1:54321", false)]
    public async Task Plain_tcp_to_another_machine_is_warned_about(string address, bool isWarned)
    {
        await using var bench = new StreamBench();

        // The warning comes before the first try, which nobody answers.
        bench.Receive(new AgentOptions("grpc", new Uri(address)));
        await Eventually.TrueAsync(() => bench.Logged(LogLevel.Warning).Any(static text => text.Contains("A new connection is tried", StringComparison.Ordinal)), "it was tried");

        Assert.Equal(isWarned, bench.Logged(LogLevel.Warning).Any(static text => text.Contains("anybody on the way can read", StringComparison.Ordinal)));
    }

    private static async Task SendAsync(ScriptedStream stream)
    {
        await stream.SendAsync(AgentEvents.Exec(1));
        await stream.HoldAsync();
    }
}

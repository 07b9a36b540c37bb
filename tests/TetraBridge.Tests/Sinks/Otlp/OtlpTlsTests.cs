using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Otlp;

public sealed class OtlpTlsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("otlp-tls-").FullName;

    public static TheoryData<string> Protocols => OtlpSinkTests.Protocols;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_ca_of_our_own_is_trusted(string protocol)
    {
        using var tls = new TestCertificates();
        await using var test = await StartAsync(protocol, tls, options => options with { CaFile = Save("ca.pem", tls.CaPem) });

        Assert.Equal(Verdict.Delivered, await test.SendAsync("a"));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task An_unknown_authority_holds_and_says_so(string protocol)
    {
        using var tls = new TestCertificates();
        await using var test = await StartAsync(protocol, tls);

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("CA file", verdict.Words, StringComparison.Ordinal);
        Assert.Empty(test.Taken);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_certificate_for_another_host_holds(string protocol)
    {
        using var tls = new TestCertificates();
        await using var test = await StartAsync(protocol, tls, options => options with
        {
            CaFile = Save("ca.pem", tls.CaPem),
            Endpoint = new UriBuilder(options.Endpoint!) { Host = "localhost" }.Uri,
        });

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("NameMismatch", verdict.Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Our_certificate_is_shown_where_it_is_asked_for(string protocol)
    {
        using var tls = new TestCertificates(clientRequired: true);
        var (certificate, key, thumbprint) = tls.Client("tetrabridge");
        await using var test = await StartAsync(protocol, tls, options => options with
        {
            CaFile = Save("ca.pem", tls.CaPem),
            CertificateFile = Save("cert.pem", certificate),
            KeyFile = Save("key.pem", key),
        });

        Assert.Equal(Verdict.Delivered, await test.SendAsync("a"));
        Assert.Equal(thumbprint, Assert.Single(test.Collector.Requests).ClientCertificate);
    }

    [Fact]
    public async Task A_changed_certificate_is_used_for_the_next_request()
    {
        using var tls = new TestCertificates(clientRequired: true);
        var time = new FakeTimeProvider();
        var (first, second) = (tls.Client("first"), tls.Client("second"));
        var file = Save("both.pem", first.CertificatePem + "\n" + first.KeyPem);
        await using var test = await StartAsync(
            nameof(OtlpProtocol.HttpProtobuf), tls, options => options with { CaFile = Save("ca.pem", tls.CaPem), CertificateFile = file }, time);
        await test.SendAsync("a");
        await test.SendAsync("b");
        Save("both.pem", second.CertificatePem + "\n" + second.KeyPem);

        await test.SendAsync("c");
        time.Advance(TimeSpan.FromSeconds(5));
        await test.SendAsync("d");

        Assert.Equal(["a", "b", "c", "d"], test.Taken);
        Assert.Equal(
            [first.Thumbprint, first.Thumbprint, first.Thumbprint, second.Thumbprint],
            test.Collector.Requests.Select(static request => request.ClientCertificate));
    }

    [Theory]
    [InlineData("cert.pem", "no certificate", "no certificate in PEM")]
    [InlineData("key.pem", "no key", "can't be used together")]
    [InlineData("ca.pem", "", "no certificate in PEM")]
    public async Task An_unusable_file_holds_and_says_which(string broken, string content, string told)
    {
        using var tls = new TestCertificates(clientRequired: true);
        var (certificate, key, _) = tls.Client("tetrabridge");
        var options = new OtlpOptions
        {
            CaFile = Save("ca.pem", tls.CaPem),
            CertificateFile = Save("cert.pem", certificate),
            KeyFile = Save("key.pem", key),
        };
        Save(broken, content);
        await using var test = await StartAsync(
            nameof(OtlpProtocol.Grpc), tls, own => options with { Endpoint = own.Endpoint, Protocol = own.Protocol });

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains(told, verdict.Words, StringComparison.Ordinal);
    }

    private static Task<OtlpSinkUnderTest> StartAsync(
        string protocol, TestCertificates tls, Func<OtlpOptions, OtlpOptions>? change = null, TimeProvider? time = null) =>
        OtlpSinkUnderTest.StartAsync(Enum.Parse<OtlpProtocol>(protocol), change, tls, time);

    private string Save(string name, string content)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, content);
        return path;
    }
}

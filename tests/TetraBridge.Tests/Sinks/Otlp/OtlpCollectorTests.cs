using System.Text.Json;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Otlp;

/// <summary>Against the OpenTelemetry Collector itself: what only it can prove.</summary>
public sealed class OtlpCollectorTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("otelcol-tls-").FullName;

    public static TheoryData<string> Protocols => OtlpSinkTests.Protocols;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(nameof(OtlpProtocol.HttpProtobuf), nameof(OtlpCompression.None))]
    [InlineData(nameof(OtlpProtocol.HttpProtobuf), nameof(OtlpCompression.Gzip))]
    [InlineData(nameof(OtlpProtocol.Grpc), nameof(OtlpCompression.None))]
    [InlineData(nameof(OtlpProtocol.Grpc), nameof(OtlpCompression.Gzip))]
    [InlineData(nameof(OtlpProtocol.HttpProtobuf), nameof(OtlpCompression.Zstd))]
    [InlineData(nameof(OtlpProtocol.Grpc), nameof(OtlpCompression.Zstd))]
    public async Task Records_arrive(string protocol, string compression)
    {
        await using var collector = await Peer.StartAsync("otelcol");
        await using var sink = SinkTo(collector, protocol, options => options with { Compression = Enum.Parse<OtlpCompression>(compression) });

        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a", "b")), Cancellation));
        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(OtlpBatches.Of("c")), Cancellation));

        Assert.Equal(["a", "b", "c"], await ReceivedAsync(collector));
    }

    [Theory]
    [InlineData(nameof(OtlpProtocol.HttpProtobuf), nameof(OtlpCompression.None))]
    [InlineData(nameof(OtlpProtocol.HttpProtobuf), nameof(OtlpCompression.Gzip))]
    [InlineData(nameof(OtlpProtocol.Grpc), nameof(OtlpCompression.None))]
    [InlineData(nameof(OtlpProtocol.Grpc), nameof(OtlpCompression.Gzip))]
    public async Task Too_large_a_request_is_told_apart_from_a_bad_one(string protocol, string compression)
    {
        await using var collector = await Peer.StartAsync("otelcol", "--max-recv-mib", "1", "--max-body-mib", "1");
        await using var sink = SinkTo(collector, protocol, options => options with { Compression = Enum.Parse<OtlpCompression>(compression) });

        var verdict = await sink.SendAsync(new BatchSlice(OtlpBatches.Of(new string('x', 1_100_000), "b")), Cancellation);

        // Unpacked over HTTP the collector may reset the connection before it says so; the frame splits after two of these (decisions 6).
        Assert.True(
            verdict.Kind == VerdictKind.TooLarge
            || (verdict.Kind == VerdictKind.NoAnswer && protocol == nameof(OtlpProtocol.HttpProtobuf) && compression == nameof(OtlpCompression.None)),
            $"{verdict.Kind}: {verdict.Words}");
    }

    [Fact]
    public async Task A_large_body_that_asks_first_hears_that_it_is_too_large()
    {
        await using var collector = await Peer.StartAsync("otelcol", "--max-body-mib", "1");
        await using var sink = SinkTo(collector, nameof(OtlpProtocol.HttpProtobuf));

        // The collector says "go on" before it looks at the size, and its reset may overtake its answer: asked again, as the frame does, it tells.
        var batch = new BatchSlice(OtlpBatches.Of(new string('x', 5 << 20)));
        var verdict = await sink.SendAsync(batch, Cancellation);
        for (var attempt = 1; verdict.Kind == VerdictKind.NoAnswer && attempt < 50; attempt++)
        {
            verdict = await sink.SendAsync(batch, Cancellation);
        }

        Assert.Equal(VerdictKind.TooLarge, verdict.Kind);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_collector_short_of_memory_asks_to_come_again(string protocol)
    {
        await using var collector = await Peer.StartAsync("otelcol", "--memory-limit-mib", "1");
        await using var sink = SinkTo(collector, protocol);

        var verdict = await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), Cancellation);

        Assert.Equal(VerdictKind.Retry, verdict.Kind);
        Assert.Contains("high memory usage", verdict.Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_certificate_is_shown_where_it_is_asked_for(string protocol)
    {
        await using var collector = await Peer.StartAsync("otelcol", "--tls", Certificates(), "--mtls");
        await using var sink = SinkTo(collector, protocol, options => options with
        {
            CaFile = collector["ca"],
            CertificateFile = collector["client_cert"],
            KeyFile = collector["client_key"],
        });

        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), Cancellation));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Without_a_certificate_the_words_are_about_certificates(string protocol)
    {
        await using var collector = await Peer.StartAsync("otelcol", "--tls", Certificates(), "--mtls");
        await using var sink = SinkTo(collector, protocol, options => options with { CaFile = collector["ca"] });

        var verdict = await OtlpSinkUnderTest.SendUntilHeldAsync(sink);

        Assert.Contains("certificate required", verdict.Words, StringComparison.Ordinal);
    }

    /// <summary>An operator's slip must never dead-letter anything, so never look like a refusal of the records.</summary>
    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task The_wrong_protocol_for_a_port_neither_delivers_nor_rejects(string protocol)
    {
        await using var collector = await Peer.StartAsync("otelcol");
        await using var sink = SinkTo(collector, protocol, options => options with { Endpoint = Address(collector, Other(protocol)) });

        CheckKept(await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), Cancellation));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Plain_text_to_a_tls_port_neither_delivers_nor_rejects(string protocol)
    {
        await using var collector = await Peer.StartAsync("otelcol", "--tls", Certificates());
        await using var sink = SinkTo(
            collector, protocol, options => options with { Endpoint = new UriBuilder(options.Endpoint!) { Scheme = "http" }.Uri });

        CheckKept(await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), Cancellation));
    }

    [Fact]
    public async Task A_wrong_path_holds_and_names_the_right_one()
    {
        await using var collector = await Peer.StartAsync("otelcol");
        await using var sink = SinkTo(
            collector, nameof(OtlpProtocol.HttpProtobuf), options => options with { Endpoint = new Uri(options.Endpoint!, "/otlp") });

        var verdict = await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), Cancellation);

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("/v1/logs", verdict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_delivered_survives_a_crash_and_the_next_request_finds_the_new_process()
    {
        await using var first = await Peer.StartAsync("otelcol");
        await using var sink = SinkTo(first, nameof(OtlpProtocol.HttpProtobuf));
        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), Cancellation));

        await first.CrashAndRestartAsync();
        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(OtlpBatches.Of("b")), Cancellation));

        Assert.Equal(["a", "b"], await ReceivedAsync(first));
    }

    private static void CheckKept(Verdict verdict) => Assert.True(
        verdict.Kind is VerdictKind.Hold or VerdictKind.Retry or VerdictKind.NoAnswer, $"{verdict.Kind}: {verdict.Words}");

    private static OtlpSink SinkTo(Peer collector, string protocol, Func<OtlpOptions, OtlpOptions>? change = null)
    {
        var options = new OtlpOptions { Endpoint = Address(collector, protocol), Protocol = Enum.Parse<OtlpProtocol>(protocol) };
        return OtlpSinkUnderTest.SinkTo(change is null ? options : change(options));
    }

    private static Uri Address(Peer collector, string protocol)
    {
        var http = new Uri(collector["otlp_http"]);
        return protocol == nameof(OtlpProtocol.Grpc) ? new Uri($"{http.Scheme}://{collector["otlp_grpc"]}") : http;
    }

    private static string Other(string protocol) => Protocols.Select(static row => row.Data).Single(other => other != protocol);

    private string Certificates() => Path.Combine(_directory, "certs");

    private static async Task<IReadOnlyList<string>> ReceivedAsync(Peer collector)
    {
        var lines = await File.ReadAllLinesAsync(collector["out"], Cancellation);
        return [.. lines.SelectMany(static line => NamesIn(JsonElement.Parse(line)))];
    }

    private static IEnumerable<string> NamesIn(JsonElement request) =>
        from resource in request.GetProperty("resourceLogs").EnumerateArray()
        from scope in resource.GetProperty("scopeLogs").EnumerateArray()
        from record in scope.GetProperty("logRecords").EnumerateArray()
        select record.GetProperty("body").GetProperty("stringValue").GetString()!;
}

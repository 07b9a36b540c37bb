using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Otlp;

public sealed class OtlpSinkTests
{
    public static TheoryData<string> Protocols { get; } = [nameof(OtlpProtocol.HttpProtobuf), nameof(OtlpProtocol.Grpc)];

    [Fact]
    public async Task Over_http_a_request_is_a_plain_post_of_protobuf()
    {
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf);

        await test.SendAsync("a");

        var request = Assert.Single(test.Collector.Requests);
        Assert.Equal("/v1/logs", request.Target);
        Assert.Equal("application/x-protobuf", request.Headers["content-type"]);
        Assert.StartsWith("tetrabridge/", request.Headers["user-agent"].ToString(), StringComparison.Ordinal);
        Assert.Equal(request.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), request.Headers["content-length"]);
        Assert.False(request.Headers.ContainsKey("content-encoding"));
        Assert.False(request.Headers.ContainsKey("traceparent"));
        Assert.False(request.Headers.ContainsKey("expect"));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public Task Gzip_packs_the_request(string protocol) => PacksAsync(protocol, OtlpCompression.Gzip, "gzip");

    [Theory]
    [MemberData(nameof(Protocols))]
    public Task Zstd_packs_the_request(string protocol) => PacksAsync(protocol, OtlpCompression.Zstd, "zstd");

    private static async Task PacksAsync(string protocol, OtlpCompression compression, string name)
    {
        await using var test = await StartAsync(protocol, options => options with { Compression = compression });

        var first = await test.SendAsync(new string('a', 10_000));
        var second = await test.SendAsync("b");

        Assert.Equal((VerdictKind.Delivered, VerdictKind.Delivered), (first.Kind, second.Kind));
        Assert.Equal([new string('a', 10_000), "b"], test.Taken);
        var packed = test.Collector.Requests[0].Headers;
        Assert.Equal(name, protocol == nameof(OtlpProtocol.Grpc) ? packed["grpc-encoding"] : packed["content-encoding"]);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Headers_of_configuration_and_file_are_sent(string protocol)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "# token\nAuthorization: Bearer one\nx-tenant: file\n", TestContext.Current.CancellationToken);
        await using var test = await StartAsync(
            protocol, options => options with { HeadersFile = file, Headers = new Dictionary<string, string> { ["X-Tenant"] = "configured", ["X-Other"] = "configured" } });

        await test.SendAsync("a");
        File.Delete(file);

        var request = Assert.Single(test.Collector.Requests);
        Assert.Equal("Bearer one", request.Headers["authorization"]);
        Assert.Equal("file", request.Headers["x-tenant"]);
        Assert.Equal("configured", request.Headers["x-other"]);
    }

    [Fact]
    public async Task A_changed_headers_file_is_read_again()
    {
        var file = Path.GetTempFileName();
        var time = new FakeTimeProvider();
        await File.WriteAllTextAsync(file, "authorization: Bearer one", TestContext.Current.CancellationToken);
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf, options => options with { HeadersFile = file }, time: time);
        var changes = 0;
        Assert.IsType<IChangingSink>(test.Sink, exactMatch: false).Changed = () => changes++;
        await test.SendAsync("a");
        time.Advance(TimeSpan.FromSeconds(5));
        await test.SendAsync("a");
        Assert.Equal(0, changes);
        await File.WriteAllTextAsync(file, "authorization: Bearer two", TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(5));
        await test.SendAsync("b");
        File.Delete(file);

        Assert.Equal(1, changes);
        Assert.Equal(["Bearer one", "Bearer one", "Bearer two"], test.Collector.Requests.Select(static request => request.Headers["authorization"].ToString()));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_missing_headers_file_holds_and_names_the_file(string protocol)
    {
        await using var test = await StartAsync(protocol, static options => options with { HeadersFile = "/nowhere/token" });

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("/nowhere/token", verdict.Words, StringComparison.Ordinal);
        Assert.Empty(test.Collector.Requests);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_request_that_gets_no_answer_in_time_ends_without_one(string protocol)
    {
        var time = new FakeTimeProvider();
        await using var test = await StartAsync(protocol, static options => options with { RequestTimeout = TimeSpan.FromSeconds(3) }, time);
        test.SilenceNext();

        var sending = test.SendAsync("a").AsTask();
        await test.ArrivedAsync();
        time.Advance(TimeSpan.FromSeconds(3));
        var verdict = await sending;

        Assert.Equal((VerdictKind.NoAnswer, "no answer within 3 s"), (verdict.Kind, verdict.Words));
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_partial_success_is_counted(string protocol)
    {
        await using var test = await StartAsync(protocol);
        test.Collector.Next(ScriptedAnswer.Partly(2, "too old"));

        var verdict = await test.SendAsync("a", "b", "c");

        Assert.Equal(new Verdict(VerdictKind.PartlyRejected, "too old", RejectedRecords: 2), verdict);
    }

    [Fact]
    public async Task Retry_after_is_heard()
    {
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf);
        test.Collector.Next(ScriptedAnswer.OverHttp(503, "text/plain", "busy", ("Retry-After", "17")));

        var verdict = await test.SendAsync("a");

        Assert.Equal((VerdictKind.Retry, TimeSpan.FromSeconds(17)), (verdict.Kind, verdict.After));
        Assert.Contains("busy", verdict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_info_is_heard()
    {
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.Grpc);
        test.Collector.Next(ScriptedAnswer.OverGrpc(StatusCode.ResourceExhausted, "slow down", StatusWithRetryInfo(TimeSpan.FromSeconds(2.5))));

        var verdict = await test.SendAsync("a");

        Assert.Equal((VerdictKind.Retry, TimeSpan.FromSeconds(2.5)), (verdict.Kind, verdict.After));
        Assert.Contains("slow down", verdict.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCode.Cancelled, nameof(VerdictKind.Retry))]
    [InlineData(StatusCode.DeadlineExceeded, nameof(VerdictKind.Retry))]
    [InlineData(StatusCode.Unavailable, nameof(VerdictKind.Retry))]
    [InlineData(StatusCode.Unimplemented, nameof(VerdictKind.Hold))]
    [InlineData(StatusCode.Unauthenticated, nameof(VerdictKind.Hold))]
    public async Task A_status_of_the_receiver_is_not_taken_for_one_of_our_own(StatusCode status, string verdict)
    {
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.Grpc);
        test.Collector.Next(ScriptedAnswer.OverGrpc(status, "said so"));

        var judged = await test.SendAsync("a");

        Assert.Equal(verdict, judged.Kind.ToString());
        Assert.StartsWith($"gRPC {status}: said so", judged.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_portal_that_says_ok_to_anything_takes_nothing()
    {
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf);
        test.Collector.Next(ScriptedAnswer.OverHttp(200, "text/html", "<html>Please log in</html>"));

        Assert.Equal(VerdictKind.Hold, (await test.SendAsync("a")).Kind);
    }

    [Fact]
    public async Task A_receipt_that_breaks_off_is_none()
    {
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf);
        test.Collector.Next(ScriptedAnswer.OverHttpBrokenOff);

        Assert.Equal(VerdictKind.NoAnswer, (await test.SendAsync("a")).Kind);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf);
        test.Collector.Next(ScriptedAnswer.OverHttp(308, "text/plain", "", ("Location", "/elsewhere")));

        Assert.Equal(VerdictKind.Hold, (await test.SendAsync("a")).Kind);
        Assert.Single(test.Collector.Requests);
    }

    [Fact]
    public async Task A_body_above_four_mebibytes_asks_first()
    {
        await using var test = await OtlpSinkUnderTest.StartAsync(OtlpProtocol.HttpProtobuf);

        await test.SendAsync(new string('x', 5 << 20));

        Assert.Equal("100-continue", Assert.Single(test.Collector.Requests).Headers["expect"]);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Nobody_there_is_worth_a_retry_and_sent_nothing(string protocol)
    {
        await using var test = await StartAsync(protocol);
        await test.Collector.DisposeAsync();

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Retry, verdict.Kind);
        Assert.Contains("Connection refused", verdict.Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task An_unknown_name_is_worth_a_retry_and_is_named(string protocol)
    {
        await using var sink = OtlpSinkUnderTest.SinkTo(
            new OtlpOptions { Endpoint = new Uri("http://no-such-host.invalid:4317"), Protocol = System.Enum.Parse<OtlpProtocol>(protocol) });

        var verdict = await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), TestContext.Current.CancellationToken);

        Assert.Equal(VerdictKind.Retry, verdict.Kind);
        Assert.Contains("no-such-host.invalid", verdict.Words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task The_wrong_protocol_for_a_port_holds(string protocol)
    {
        await using var collector = await ScriptedCollector.StartAsync();
        var grpc = protocol == nameof(OtlpProtocol.Grpc);
        await using var sink = OtlpSinkUnderTest.SinkTo(
            new OtlpOptions { Endpoint = grpc ? collector.Http : collector.Grpc, Protocol = System.Enum.Parse<OtlpProtocol>(protocol) });

        var verdict = await OtlpSinkUnderTest.SendUntilHeldAsync(sink);

        Assert.Contains("protocol", verdict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unix_socket_is_spoken_to_by_grpc()
    {
        var socket = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var collector = await ScriptedCollector.StartAsync(socket: socket);
        await using var sink = OtlpSinkUnderTest.SinkTo(new OtlpOptions { Endpoint = new Uri($"unix://{socket}") });

        var verdict = await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Delivered, verdict);
        Assert.Equal(["a"], collector.Taken);
    }

    [Fact]
    public async Task A_missing_socket_is_named()
    {
        await using var sink = OtlpSinkUnderTest.SinkTo(new OtlpOptions { Endpoint = new Uri("unix:///nowhere/otel.sock") });

        var verdict = await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), TestContext.Current.CancellationToken);

        Assert.Equal(VerdictKind.Retry, verdict.Kind);
        Assert.Contains("there is no socket /nowhere/otel.sock", verdict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_is_asked_for_a_receiver_that_is_not_local()
    {
        await using var proxy = await ScriptedCollector.StartAsync();
        await using var sink = OtlpSinkUnderTest.SinkTo(new OtlpOptions { Endpoint = new Uri("http://collector.invalid:4318") }, proxy: new WebProxy(proxy.Http));

        var verdict = await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Delivered, verdict);
        Assert.Equal("http://collector.invalid:4318/v1/logs", Assert.Single(proxy.Requests).Target);
    }

    [Fact]
    public void A_proxy_is_shown_without_its_login_and_only_where_it_is_asked()
    {
        var proxy = new WebProxy(new Uri("http://user:secret@proxy.example:3128"), BypassOnLocal: false, ["inside\\.example"]);

        Assert.Equal("http://***@proxy.example:3128", Shown("https://collector.example:4318"));
        Assert.Null(Shown("https://inside.example:4318"));
        Assert.Null(Shown("http://127.0.0.1:4318"));

        string? Shown(string url) => OtlpSinkUnderTest.SinkTo(new OtlpOptions { Endpoint = new Uri(url) }, proxy: proxy).Proxy;
    }

    [Fact]
    public async Task A_proxy_is_not_asked_for_a_local_receiver()
    {
        await using var collector = await ScriptedCollector.StartAsync();
        await using var sink = OtlpSinkUnderTest.SinkTo(new OtlpOptions { Endpoint = collector.Http }, proxy: new WebProxy("http://127.0.0.1:1"));

        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(OtlpBatches.Of("a")), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_limits_are_the_options()
    {
        await using var sink = OtlpSinkUnderTest.SinkTo(new OtlpOptions { Endpoint = new Uri("http://127.0.0.1:4318"), Limits = new OtlpOptions().Limits with { InFlight = 1 } });

        Assert.Equal(new TetraBridge.Sinks.SinkLimits(3_670_016, 8192, 96, 49_152, 1), sink.Limits);
    }

    /// <summary>google.rpc.Status with one RetryInfo, by hand: no generated class of ours has them.</summary>
    private static byte[] StatusWithRetryInfo(TimeSpan delay)
    {
        var any = new Any
        {
            TypeUrl = "type.googleapis.com/google.rpc.RetryInfo",
            Value = Field(1, Duration.FromTimeSpan(delay).ToByteString()),
        };
        return Field(3, any.ToByteString()).ToByteArray();
    }

    private static ByteString Field(int number, ByteString content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(content);
        }

        return ByteString.CopyFrom(stream.ToArray());
    }

    private static Task<OtlpSinkUnderTest> StartAsync(string protocol, Func<OtlpOptions, OtlpOptions>? change = null, TimeProvider? time = null) =>
        OtlpSinkUnderTest.StartAsync(System.Enum.Parse<OtlpProtocol>(protocol), change, time: time);
}

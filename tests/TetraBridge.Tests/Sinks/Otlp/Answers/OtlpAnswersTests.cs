using Grpc.Core;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Otlp.Answers;

namespace TetraBridge.Tests.Sinks.Otlp.Answers;

public sealed class OtlpAnswersTests
{
    [Theory]
    [InlineData(301, "", nameof(VerdictKind.Hold), "redirects")]
    [InlineData(308, "", nameof(VerdictKind.Hold), "redirects")]
    [InlineData(400, "invalid wire type", nameof(VerdictKind.Rejected), "invalid wire type")]
    [InlineData(400, "http: request body too large", nameof(VerdictKind.TooLarge), "request body too large")]
    [InlineData(400, "Client sent an HTTP request to an HTTPS server.", nameof(VerdictKind.Hold), "https://")]
    [InlineData(400, "The plain HTTP request was sent to HTTPS port", nameof(VerdictKind.Hold), "https://")]
    [InlineData(400, "An HTTP/1.x request was sent to an HTTP/2 only endpoint.", nameof(VerdictKind.Hold), "grpc")]
    [InlineData(401, "", nameof(VerdictKind.Hold), "token")]
    [InlineData(402, "", nameof(VerdictKind.Hold), "is it an OTLP receiver")]
    [InlineData(403, "", nameof(VerdictKind.Hold), "token")]
    [InlineData(404, "404 page not found", nameof(VerdictKind.Hold), "/v1/logs")]
    [InlineData(405, "", nameof(VerdictKind.Hold), "path")]
    [InlineData(407, "", nameof(VerdictKind.Hold), "HTTP_PROXY")]
    [InlineData(408, "", nameof(VerdictKind.Hold), null)]
    [InlineData(413, "", nameof(VerdictKind.TooLarge), "larger")]
    [InlineData(415, "", nameof(VerdictKind.Hold), "protobuf")]
    [InlineData(418, "", nameof(VerdictKind.Hold), null)]
    [InlineData(422, "error at least one valid stream is required", nameof(VerdictKind.Rejected), "valid stream")]
    [InlineData(429, "ingestion rate limit exceeded", nameof(VerdictKind.Retry), "rate limit")]
    [InlineData(500, "", nameof(VerdictKind.Hold), "log")]
    [InlineData(501, "", nameof(VerdictKind.Hold), null)]
    [InlineData(502, "", nameof(VerdictKind.Retry), null)]
    [InlineData(503, "data refused due to high memory usage", nameof(VerdictKind.Retry), "high memory")]
    [InlineData(504, "", nameof(VerdictKind.Retry), null)]
    [InlineData(505, "", nameof(VerdictKind.Hold), null)]
    [InlineData(507, "", nameof(VerdictKind.Hold), null)]
    public void Each_http_status_has_its_verdict(int status, string words, string verdict, string? told) =>
        Check(OtlpAnswer.Http(status, words), verdict, told, $"HTTP {status}");

    [Theory]
    [InlineData(StatusCode.Cancelled, "", nameof(VerdictKind.Retry), null)]
    [InlineData(StatusCode.Unknown, "", nameof(VerdictKind.Hold), "is it an OTLP receiver")]
    [InlineData(StatusCode.Unknown, "Bad gRPC response. HTTP status code: 413", nameof(VerdictKind.TooLarge), "413")]
    [InlineData(StatusCode.InvalidArgument, "bad", nameof(VerdictKind.Rejected), "bad")]
    [InlineData(StatusCode.DeadlineExceeded, "", nameof(VerdictKind.Retry), null)]
    [InlineData(StatusCode.NotFound, "", nameof(VerdictKind.Hold), null)]
    [InlineData(StatusCode.AlreadyExists, "", nameof(VerdictKind.Hold), null)]
    [InlineData(StatusCode.PermissionDenied, "", nameof(VerdictKind.Hold), "token")]
    [InlineData(StatusCode.Unauthenticated, "", nameof(VerdictKind.Hold), "token")]
    [InlineData(StatusCode.ResourceExhausted, "grpc: received message larger than max (5004170 vs. 4194304)", nameof(VerdictKind.TooLarge), "5004170")]
    [InlineData(StatusCode.ResourceExhausted, "grpc: received message after decompression larger than max 1048576", nameof(VerdictKind.TooLarge), "1048576")]
    [InlineData(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.", nameof(VerdictKind.TooLarge), null)]
    [InlineData(StatusCode.ResourceExhausted, "gRPC message exceeds maximum size 4194304: 5004170", nameof(VerdictKind.TooLarge), null)]
    [InlineData(StatusCode.ResourceExhausted, "quota", nameof(VerdictKind.Retry), "quota")]
    [InlineData(StatusCode.FailedPrecondition, "", nameof(VerdictKind.Hold), null)]
    [InlineData(StatusCode.Aborted, "", nameof(VerdictKind.Retry), null)]
    [InlineData(StatusCode.OutOfRange, "", nameof(VerdictKind.Retry), null)]
    [InlineData(StatusCode.OutOfRange, "Error, decoded message length too large: found 2 bytes, the limit is: 1 bytes", nameof(VerdictKind.TooLarge), null)]
    [InlineData(StatusCode.Unimplemented, "unknown service", nameof(VerdictKind.Hold), "4318")]
    [InlineData(StatusCode.Internal, "", nameof(VerdictKind.Hold), "log")]
    [InlineData(StatusCode.Unavailable, "sending queue is full", nameof(VerdictKind.Retry), "queue is full")]
    [InlineData(StatusCode.DataLoss, "", nameof(VerdictKind.Retry), null)]
    public void Each_grpc_status_has_its_verdict(StatusCode status, string words, string verdict, string? told) =>
        Check(OtlpAnswer.Grpc(status, words), verdict, told, $"gRPC {status}");

    [Theory]
    [InlineData(nameof(ConnectionFailure.Unexpected), nameof(VerdictKind.Hold))]
    [InlineData(nameof(ConnectionFailure.TimedOut), nameof(VerdictKind.NoAnswer))]
    [InlineData(nameof(ConnectionFailure.Broken), nameof(VerdictKind.NoAnswer))]
    [InlineData(nameof(ConnectionFailure.NotConnected), nameof(VerdictKind.Retry))]
    [InlineData(nameof(ConnectionFailure.NameUnknown), nameof(VerdictKind.Retry))]
    [InlineData(nameof(ConnectionFailure.Certificate), nameof(VerdictKind.Hold))]
    [InlineData(nameof(ConnectionFailure.Proxy), nameof(VerdictKind.Hold))]
    [InlineData(nameof(ConnectionFailure.OtherProtocol), nameof(VerdictKind.Hold))]
    [InlineData(nameof(ConnectionFailure.Credentials), nameof(VerdictKind.Hold))]
    public void Each_way_of_getting_no_answer_has_its_verdict(string failure, string verdict) =>
        Check(OtlpAnswer.Nothing(Enum.Parse<ConnectionFailure>(failure), "words of the runtime"), verdict, null, "words of the runtime");

    [Fact]
    public void The_time_that_the_receiver_asks_for_is_handed_on()
    {
        var after = TimeSpan.FromSeconds(7);

        Assert.Equal(after, OtlpAnswers.Of(OtlpAnswer.Http(429, after: after)).After);
        Assert.Equal(after, OtlpAnswers.Of(OtlpAnswer.Grpc(StatusCode.ResourceExhausted, after: after)).After);
    }

    [Fact]
    public void A_full_success_is_delivered() =>
        Assert.Equal(Verdict.Delivered, OtlpAnswers.Of(OtlpAnswer.Http(200, taken: ExportAnswer.All)));

    [Fact]
    public void A_success_with_words_is_delivered_and_tells_them() =>
        Assert.Equal(
            Verdict.Delivered with { Words = "use v2" },
            OtlpAnswers.Of(OtlpAnswer.Grpc(StatusCode.OK, taken: new ExportAnswer(0, "use v2"))));

    [Fact]
    public void A_partial_success_counts_what_was_refused() =>
        Assert.Equal(
            new Verdict(VerdictKind.PartlyRejected, "too old", RejectedRecords: 3),
            OtlpAnswers.Of(OtlpAnswer.Http(200, taken: new ExportAnswer(3, "too old"))));

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public void A_success_that_nobody_can_read_is_no_delivery(int status) =>
        Check(OtlpAnswer.Http(status, "text/html: <html>Please log in"), nameof(VerdictKind.Hold), "Please log in", $"HTTP {status}");

    [Fact]
    public void Only_where_nobody_answered_nobody_was_reached()
    {
        Assert.True(OtlpAnswers.Of(OtlpAnswer.Nothing(ConnectionFailure.NotConnected)).IsUnreached);
        Assert.False(OtlpAnswers.Of(OtlpAnswer.Http(503)).IsUnreached);
    }

    private static void Check(OtlpAnswer answer, string verdict, string? told, string begin)
    {
        var judged = OtlpAnswers.Of(answer);

        Assert.Equal(verdict, judged.Kind.ToString());
        Assert.StartsWith(begin, judged.Words, StringComparison.Ordinal);
        Assert.Contains(told ?? "", judged.Words, StringComparison.Ordinal);
    }
}

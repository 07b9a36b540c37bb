using System.Globalization;
using Grpc.Core;
using TetraBridge.Delivery.Sending;
using static TetraBridge.Delivery.Sending.VerdictKind;
using static TetraBridge.Sinks.Otlp.Answers.OtlpAnswerRow;

namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>
/// What each answer means for delivery: the first row that matches (decisions 6; OTLP specification, "Failures"). Pure. What no row
/// knows holds the route, since a hold loses nothing.
/// </summary>
internal static class OtlpAnswers
{
    private const string Refused = "the receiver refuses these records";
    private const string RefusedSize = "the request is larger than the receiver takes";
    private const string Token = "check the token or the certificate of this route";
    private const string TlsExpected = "the receiver expects TLS: write https://";

    private static readonly OtlpAnswerRow[] _rows =
    [
        // A collector over HTTP says 400, never 413, to what is too large; servers of both kinds say 400 to the wrong protocol (measured).
        OverHttp(400, 400, "request body too large", TooLarge, RefusedSize),
        OverHttp(400, 400, "HTTP request to an HTTPS server", Hold, TlsExpected),
        OverHttp(400, 400, "HTTP request was sent to HTTPS port", Hold, TlsExpected),
        OverHttp(400, 400, "HTTP/2 only endpoint", Hold, "this is a gRPC port: say protocol grpc"),
        OverHttp(400, 400, null, Rejected, Refused),
        OverHttp(413, 413, null, TooLarge, RefusedSize),
        OverHttp(422, 422, null, Rejected, Refused),
        OverHttp(429, 429, null, Retry, "the receiver limits the rate"),
        OverHttp(502, 504, null, Retry, "the receiver, or what stands behind it, is not ready"),
        OverHttp(300, 399, null, Hold, "the receiver redirects, which OTLP does not follow: write the URL that it redirects to"),
        OverHttp(401, 401, null, Hold, Token),
        OverHttp(403, 403, null, Hold, "the receiver forbids it: " + Token),
        OverHttp(404, 404, null, Hold, "the path may be wrong: OTLP logs are taken at …/v1/logs, on a collector's port 4318"),
        OverHttp(405, 405, null, Hold, "the path may be wrong: this is no OTLP receiver, which takes POST at …/v1/logs"),
        OverHttp(407, 407, null, Hold, "the proxy wants a login: check HTTP_PROXY, HTTPS_PROXY and NO_PROXY"),
        OverHttp(415, 415, null, Hold, "the receiver takes no protobuf, or not this compression: check URL and compression"),
        OverHttp(500, 500, null, Hold, "the receiver is broken or misconfigured: see its log"),

        // grpc-go, C++, .NET and Java each have words of their own for "too large"; tonic says OUT_OF_RANGE.
        OverGrpc(StatusCode.ResourceExhausted, "larger than max", TooLarge, RefusedSize),
        OverGrpc(StatusCode.ResourceExhausted, "exceeds the maximum configured message size", TooLarge, RefusedSize),
        OverGrpc(StatusCode.ResourceExhausted, "exceeds maximum size", TooLarge, RefusedSize),
        OverGrpc(StatusCode.OutOfRange, "message length too large", TooLarge, RefusedSize),

        // A proxy in between limits the body and answers by HTTP, which the gRPC client tells as a status of its own.
        OverGrpc(StatusCode.Unknown, "HTTP status code: 413", TooLarge, RefusedSize),
        OverGrpc(StatusCode.InvalidArgument, null, Rejected, Refused),
        OverGrpc(StatusCode.ResourceExhausted, null, Retry, "the receiver limits the rate"),
        OverGrpc(StatusCode.Unavailable, null, Retry, "the receiver, or what stands behind it, is not ready"),
        OverGrpc(StatusCode.Cancelled, null, Retry),
        OverGrpc(StatusCode.DeadlineExceeded, null, Retry),
        OverGrpc(StatusCode.Aborted, null, Retry),
        OverGrpc(StatusCode.OutOfRange, null, Retry),
        OverGrpc(StatusCode.DataLoss, null, Retry),
        OverGrpc(
            StatusCode.Unimplemented, null, Hold,
            "no OTLP log service answers here: is it the HTTP port (4318), or a receiver without logs?"),
        OverGrpc(StatusCode.Unauthenticated, null, Hold, Token),
        OverGrpc(StatusCode.PermissionDenied, null, Hold, "the receiver forbids it: " + Token),
        OverGrpc(StatusCode.Internal, null, Hold, "the receiver is broken or misconfigured: see its log"),

        // Only where the request may have been sent is it "no answer": that counts towards splitting (decisions 6).
        Unanswered(ConnectionFailure.TimedOut, NoAnswer),
        Unanswered(ConnectionFailure.Broken, NoAnswer),
        Unanswered(
            ConnectionFailure.NotConnected, Retry,
            "nobody can be reached there: is the receiver up, and are address and scheme (http, https) right?"),
        Unanswered(ConnectionFailure.NameUnknown, Retry, "the host's name has no address now: check the name and the resolver"),
        Unanswered(ConnectionFailure.Certificate, Hold, "check the CA file, the host's name in the URL, and our certificate and key"),
        Unanswered(ConnectionFailure.Proxy, Hold, "check HTTP_PROXY, HTTPS_PROXY and NO_PROXY"),
        Unanswered(
            ConnectionFailure.OtherProtocol, Hold,
            "who answers speaks another protocol: check scheme (http, https), port and protocol (grpc, http/protobuf)"),
        Unanswered(ConnectionFailure.Credentials, Hold),
    ];

    /// <summary>Judges an answer.</summary>
    public static Verdict Of(OtlpAnswer answer)
    {
        if (answer.IsSuccess)
        {
            return OfTaken(answer);
        }

        foreach (var row in _rows)
        {
            if (row.Matches(answer))
            {
                return new Verdict(row.Kind, Told(answer, row.Advice), answer.After) { IsUnreached = answer.Origin == AnswerOrigin.Connection };
            }
        }

        return new Verdict(Hold, Told(answer, "this is no answer that OTLP knows: is it an OTLP receiver?"), answer.After);
    }

    private static Verdict OfTaken(OtlpAnswer answer) => answer.Taken switch
    {
        // A portal or a misguided proxy says "200 OK" to anything; taking that for a receipt would lose the records.
        null =>
            new Verdict(
                Hold, Told(answer, "the body is no OTLP answer, so the records do not count as delivered: is it an OTLP receiver?")),
        { Rejected: > 0 } partly => new Verdict(PartlyRejected, partly.Words, RejectedRecords: partly.Rejected),
        { Words.Length: > 0 } warned => Verdict.Delivered with { Words = warned.Words },
        _ => Verdict.Delivered,
    };

    private static string Told(OtlpAnswer answer, string? advice)
    {
        var code = answer.Origin switch
        {
            AnswerOrigin.Http => string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Code}"),
            AnswerOrigin.Grpc => $"gRPC {(StatusCode)answer.Code}",
            _ => "",
        };
        var said = string.Join(": ", new[] { code, answer.Words }.Where(static part => part.Length > 0));
        return advice is null ? said : $"{said} ({advice})";
    }
}

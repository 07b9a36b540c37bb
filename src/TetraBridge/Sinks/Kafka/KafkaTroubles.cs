using Confluent.Kafka;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// What librdkafka's error callback means for an operator. Wrong credentials, an untrusted certificate and a broker that is down look alike
/// in delivery reports and differ only here.
/// </summary>
internal static class KafkaTroubles
{
    private static readonly (ErrorCode Code, string Part, VerdictKind Kind, string Words)[] _rows =
    [
        (ErrorCode.Local_Authentication, "", VerdictKind.Hold, KafkaWords.Login),
        (ErrorCode.SaslAuthenticationFailed, "", VerdictKind.Hold, KafkaWords.Login),
        (ErrorCode.Local_Ssl, "certificate verify failed", VerdictKind.Hold, "the broker's certificate is not trusted: name its authority (caFile), and call the broker by a name that stands in it"),
        (ErrorCode.Local_Ssl, "", VerdictKind.Hold, "no TLS connection comes about: is this the broker's TLS port, and does it want a client certificate?"),

        // Before those that speak of TLS: each reason names the broker, and `ssl://` is part of that name.
        (ErrorCode.Local_Transport, "Connection refused", VerdictKind.Retry, "no broker listens there: it is down, or the address is wrong"),
        (ErrorCode.Local_Transport, "SSL connection closed", VerdictKind.Hold, "the broker ends the TLS handshake: is this its TLS port, and does it want a client certificate?"),
        (ErrorCode.Local_Transport, "SSL ", VerdictKind.Hold, "no TLS connection comes about: is this the broker's TLS port?"),
        (ErrorCode.Local_Resolve, "", VerdictKind.Retry, "the broker's name can't be resolved"),
        (ErrorCode.Local_Transport, "", VerdictKind.Retry, "the connection broke; if the broker is up, its port may want TLS or a login"),
        (ErrorCode.Local_AllBrokersDown, "", VerdictKind.Retry, "no broker can be reached; if they are up, the port may want TLS or a login"),
        (ErrorCode.Local_Fatal, "FENCED", VerdictKind.Hold, KafkaWords.TakenOver),
        (ErrorCode.Local_Fatal, "ClusterAuthorizationFailed", VerdictKind.Hold, KafkaWords.IdempotentWrite),
        (ErrorCode.Local_Fatal, "TransactionalIdAuthorizationFailed", VerdictKind.Hold, KafkaWords.TransactionalId),
        (ErrorCode.Local_Fatal, "", VerdictKind.Retry, KafkaWords.MadeAnew),
        (ErrorCode.ClusterAuthorizationFailed, "", VerdictKind.Hold, KafkaWords.IdempotentWrite),
        (ErrorCode.TransactionalIdAuthorizationFailed, "", VerdictKind.Hold, KafkaWords.TransactionalId),
    ];

    /// <summary>The trouble in an operator's words.</summary>
    public static Verdict Of(ErrorCode error, string reason)
    {
        foreach (var row in _rows)
        {
            if (row.Code == error && reason.Contains(row.Part, StringComparison.OrdinalIgnoreCase))
            {
                return new Verdict(row.Kind, $"{row.Words} ({reason})");
            }
        }

        return new Verdict(VerdictKind.Retry, $"{error}: {reason}");
    }

    /// <summary>
    /// True where it keeps the whole producer from delivering, and not the connection to one broker of several: told at once.
    /// </summary>
    public static bool IsOfAllBrokers(ErrorCode error) =>
        error is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Fatal or ErrorCode.ClusterAuthorizationFailed or ErrorCode.TransactionalIdAuthorizationFailed;

    /// <summary>True where another producer took the transactional id, or the broker gave a transaction up: both are told alike.</summary>
    public static bool IsFencing(ErrorCode error, string reason) =>
        error == ErrorCode.Local_Fatal && reason.Contains("FENCED", StringComparison.OrdinalIgnoreCase);
}

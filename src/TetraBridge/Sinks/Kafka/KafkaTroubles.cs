using Confluent.Kafka;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// What librdkafka's error callback means for an operator. Wrong credentials, an untrusted certificate and a broker that is down look alike in delivery reports
/// and differ only here.
/// </summary>
internal static class KafkaTroubles
{
    private static readonly (ErrorCode Code, string Part, VerdictKind Kind, string Words)[] _rows =
    [
        (ErrorCode.Local_Authentication, "", VerdictKind.Hold, "the broker refuses the login: check user, password and mechanism"),
        (ErrorCode.SaslAuthenticationFailed, "", VerdictKind.Hold, "the broker refuses the login: check user, password and mechanism"),
        (ErrorCode.Local_Ssl, "certificate verify failed", VerdictKind.Hold, "the broker's certificate is not trusted: name its authority (caFile), and call the broker by a name that stands in it"),
        (ErrorCode.Local_Ssl, "", VerdictKind.Hold, "no TLS connection comes about: is this the broker's TLS port, and does it want a client certificate?"),
        (ErrorCode.Local_Transport, "SSL connection closed", VerdictKind.Hold, "the broker ends the TLS handshake: is this its TLS port, and does it want a client certificate?"),
        (ErrorCode.Local_Transport, "SSL", VerdictKind.Hold, "no TLS connection comes about: is this the broker's TLS port?"),
        (ErrorCode.Local_Resolve, "", VerdictKind.Retry, "the broker's name can't be resolved"),
        (ErrorCode.Local_Transport, "Connection refused", VerdictKind.Retry, "no broker listens there: it is down, or the address is wrong"),
        (ErrorCode.Local_Transport, "", VerdictKind.Retry, "the connection broke; if the broker is up, its port may want TLS or a login"),
        (ErrorCode.Local_AllBrokersDown, "", VerdictKind.Retry, "no broker can be reached; if they are up, the port may want TLS or a login"),
        (ErrorCode.Local_Fatal, "FENCED", VerdictKind.Hold, "another producer with the same transactional id took over: do two bridges run for this node, source and route?"),
        (ErrorCode.Local_Fatal, "", VerdictKind.Hold, "librdkafka's producer can't go on and is made anew"),
        (ErrorCode.ClusterAuthorizationFailed, "", VerdictKind.Hold, "this user may not write idempotently: allow IDEMPOTENT_WRITE on the cluster"),
        (ErrorCode.TransactionalIdAuthorizationFailed, "", VerdictKind.Hold, "this user may not use the transactional id: allow WRITE and DESCRIBE for it"),
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

    /// <summary>True where the one message says all: told at once. A single broker of several may be away without harm.</summary>
    public static bool IsCertain(ErrorCode error, in Verdict trouble) => trouble.Kind == VerdictKind.Hold || error is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Resolve;
}

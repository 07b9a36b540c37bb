using System.Net.Sockets;
using System.Security.Authentication;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>Tells from an exception why no answer came. Pure.</summary>
internal static class ConnectionFailures
{
    // RFC 9113, section 7: PROTOCOL_ERROR and FRAME_SIZE_ERROR are what an HTTP/1.1 answer looks like when it is read as frames;
    // HTTP_1_1_REQUIRED is what some servers say instead.
    private static readonly long[] _notHttp2 = [0x1, 0x6, 0xd];

    /// <summary>Reads an exception of a transport.</summary>
    public static OtlpAnswer Read(Exception exception)
    {
        var failure = Kind(exception);
        var words = failure == ConnectionFailure.Unexpected
            ? $"unexpected {exception.GetType().Name}: {exception.Message}"
            : string.Join(": ", Words(exception));
        return OtlpAnswer.Nothing(failure, words);
    }

    private static ConnectionFailure Kind(Exception exception)
    {
        var chain = Chain(exception).ToArray();
        if (chain.OfType<UnusableCredentialsException>().Any())
        {
            return ConnectionFailure.Credentials;
        }

        if (chain.Any(IsAboutCertificates))
        {
            return ConnectionFailure.Certificate;
        }

        if (chain.OfType<HttpProtocolException>().Any(static e => _notHttp2.Contains(e.ErrorCode)))
        {
            return ConnectionFailure.OtherProtocol;
        }

        return chain.OfType<HttpRequestException>().FirstOrDefault()?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ConnectionFailure.NameUnknown,
            HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError => ConnectionFailure.NotConnected,
            HttpRequestError.ProxyTunnelError => ConnectionFailure.Proxy,
            HttpRequestError.InvalidResponse when chain.OfType<HttpIOException>().Any(
                static e => e.HttpRequestError == HttpRequestError.ResponseEnded) =>
                ConnectionFailure.NotConnected, // closed before HTTP/2 was agreed on: a receiver that goes down, or one that wants TLS
            HttpRequestError.InvalidResponse or HttpRequestError.VersionNegotiationError => ConnectionFailure.OtherProtocol,
            null when chain.Any(static e => e is TimeoutException) => ConnectionFailure.NotConnected,
            _ when chain.Any(static e => e is IOException or SocketException or HttpRequestException) => ConnectionFailure.Broken,
            _ => ConnectionFailure.Unexpected,
        };
    }

    // With TLS 1.3 a receiver refuses our certificate only after the handshake: it shows as an alert in the first read, not as an
    // AuthenticationException.
    private static bool IsAboutCertificates(Exception exception) =>
        exception is AuthenticationException
        || (exception.Message.Contains("alert", StringComparison.OrdinalIgnoreCase)
            && exception.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase));

    // What an inner exception says, the outer one mostly says too: once is enough.
    private static List<string> Words(Exception exception)
    {
        var words = new List<string>();
        foreach (var e in Chain(exception))
        {
            if (!words.Any(said => said.Contains(e.Message, StringComparison.Ordinal)))
            {
                words.Add(e.Message);
            }
        }

        return words;
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }
}

using System.Net;
using TetraBridge.Network;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>
/// The way to one receiver: sockets, TLS, proxy, and the operator's headers, for both protocols. Follows the credential files: where their
/// content has changed, the next request goes out over new connections. Thread-safe.
/// </summary>
internal sealed class OtlpConnection(OtlpEndpoint endpoint, OtlpOptions options, TimeProvider time, IWebProxy proxy) : HttpMessageHandler
{
    private static readonly TimeSpan _lookAtFilesEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(5);

    // Old connections go away now and then, so that a moved DNS name or a new server behind a balancer is found.
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly OtlpCredentialFiles _files = new(options);
    private readonly Lock _lock = new();
    private OtlpCredentials? _credentials;
    private HttpMessageInvoker? _sockets;
    private long _looked;

    /// <summary>Told when requests go out with other credentials than before; set before the first request.</summary>
    public Action? Changed { private get; set; }

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (sockets, credentials) = Current();
        foreach (var (name, value) in credentials.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return sockets.SendAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sockets?.Dispose();
        }

        base.Dispose(disposing);
    }

    private (HttpMessageInvoker Sockets, OtlpCredentials Credentials) Current()
    {
        lock (_lock)
        {
            if (_sockets is not null && _credentials is not null && (!_files.Any || time.GetElapsedTime(_looked) < _lookAtFilesEvery))
            {
                return (_sockets, _credentials);
            }

            var read = _files.Read();
            if (_sockets is null || read.Fingerprint != _credentials?.Fingerprint)
            {
                // The replaced handler is left to its idle timeout: requests may be under way on it.
                var isAnother = _credentials is not null;
                _sockets = new HttpMessageInvoker(Sockets(read));
                _credentials = read;
                if (isAnother)
                {
                    Changed?.Invoke();
                }
            }

            _looked = time.GetTimestamp();
            return (_sockets, read);
        }
    }

    private SocketsHttpHandler Sockets(OtlpCredentials credentials) => new()
    {
        // A busy receiver may take a while to say "too large"; a body that does not wait for it is answered by a reset.
        Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        UseProxy = !endpoint.IsLocal,
        Proxy = endpoint.IsLocal ? null : proxy,
        SslOptions = credentials.TlsOptions(),
        PooledConnectionLifetime = _connectionLifetime,
        ConnectTimeout = OtlpSink.TimeoutOf(options) < _longestConnect ? OtlpSink.TimeoutOf(options) : _longestConnect,
        ConnectCallback = endpoint.Socket is { } path ? (_, cancellation) => UnixSocket.ConnectAsync(path, cancellation) : null,
    };
}

using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using TetraBridge.Network;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>
/// One connection to an agent, made anew for each stream: the socket file may be another one after a restart of the agent.
/// </summary>
internal sealed class AgentConnection : IDisposable
{
    private const int LargestMessage = 16 << 20;

    // The most that the runtime takes: what an agent may send ahead while a stream is busy does not wait in its queue, which drops.
    private const int Window = 16 << 20;
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(5);

    private readonly GrpcChannel _channel;
    private readonly CallInvoker _calls;

    /// <summary>Connects with its first call.</summary>
    /// <exception cref="IOException">A file for TLS can't be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">A file for TLS holds nothing usable.</exception>
    public AgentConnection(AgentOptions options)
    {
        _channel = GrpcChannel.ForAddress(Called(options), new GrpcChannelOptions
        {
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestMessage,
            HttpHandler = Handler(options),
        });
        _calls = _channel.CreateCallInvoker();
    }

    /// <summary>Opens the stream of events; no headers come before the first event, so nothing tells yet whether it stands.</summary>
    public AsyncServerStreamingCall<Taken> GetEvents(byte[] request, IEventReceiver receiver, CancellationToken cancellation) =>
        _calls.AsyncServerStreamingCall(AgentMethods.GetEvents(receiver), null, new CallOptions(cancellationToken: cancellation), request);

    /// <summary>Asks which agent it is: the bytes of GetVersionResponse.</summary>
    /// <exception cref="RpcException">No answer, or a refusal.</exception>
    public async Task<byte[]> GetVersionAsync(CancellationToken cancellation)
    {
        using var call = _calls.AsyncUnaryCall(AgentMethods.GetVersion, null, new CallOptions(cancellationToken: cancellation), []);
        return await call.ResponseAsync.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    // The handler takes the name to prove from the URL, whatever its options say: the URL has the name, and the connection goes to the
    // address.
    private static Uri Called(AgentOptions options) =>
        options.Socket is not null ? new Uri("http://localhost")
        : options.Tls.ServerName is { } name
            && options.Address.Scheme == Uri.UriSchemeHttps ? new UriBuilder(options.Address) { Host = name }.Uri
        : options.Address;

    // No keep-alive pings: an agent answers those that come more often than each 5 minutes with GOAWAY. A fixed window also means no pings
    // that measure the way.
    private static SocketsHttpHandler Handler(AgentOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            InitialHttp2StreamWindowSize = Window,
            ConnectTimeout = _longestConnect,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectCallback = options.Socket is { } socket ? (_, cancellation) =>
                UnixSocket.ConnectAsync(socket, cancellation) : (_, cancellation) => ConnectAsync(options.Address, cancellation),
        };
        if (options.Address.Scheme == Uri.UriSchemeHttps)
        {
            handler.SslOptions = options.Tls.Options();
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.DnsSafeHost, address.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

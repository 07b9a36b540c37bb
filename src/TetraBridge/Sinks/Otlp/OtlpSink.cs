using System.Collections.Concurrent;
using System.Net;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Otlp.Answers;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Sinks.Otlp;

/// <summary>
/// Sends batches of encoded LogRecords to an OTLP receiver, by HTTP or gRPC. Batches hold LogRecord bodies, their groups Resource bodies.
/// </summary>
internal sealed class OtlpSink : IChangingSink, IProxiedSink
{
    private static readonly TimeSpan _defaultTimeout = TimeSpan.FromSeconds(10);

    private readonly OtlpScope _scope;
    private readonly Func<IRecordEncoder> _encoders;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly OtlpConnection _connection;
    private readonly IOtlpTransport _transport;
    private readonly ConcurrentBag<OtlpRequest> _requests = [];

    /// <summary>Makes a sink; nothing is opened or read before the first request.</summary>
    /// <param name="endpoint">What <see cref="OtlpEndpoint.TryResolve"/> made of the options.</param>
    /// <param name="options">The options, merged with the environment.</param>
    /// <param name="scope">What each request says about us.</param>
    /// <param name="encoders">Makes an encoder for a route's loop.</param>
    /// <param name="time">The clock for timeouts.</param>
    /// <param name="proxy">Decides about proxies; null: HTTP_PROXY, HTTPS_PROXY and NO_PROXY.</param>
    public OtlpSink(
        OtlpEndpoint endpoint, OtlpOptions options, OtlpScope scope, Func<IRecordEncoder> encoders, TimeProvider time,
        IWebProxy? proxy = null)
    {
        _scope = scope;
        _encoders = encoders;
        _time = time;
        _timeout = TimeoutOf(options);
        Limits = options.Limits;
        var compression = options.Compression ?? (endpoint.IsLocal ? OtlpCompression.None : OtlpCompression.Gzip);
        var through = proxy ?? HttpClient.DefaultProxy;
        Proxy = ShownProxy.Of(through, endpoint);
        _connection = new OtlpConnection(endpoint, options, time, through);
        _transport = endpoint.Protocol switch
        {
            OtlpProtocol.Grpc => new OtlpGrpcTransport(endpoint.Url, compression, _connection),
            _ => new OtlpHttpTransport(endpoint.Url, compression, _connection, time),
        };
    }

    /// <inheritdoc/>
    public SinkLimits Limits { get; }

    /// <inheritdoc/>
    public Action? Changed
    {
        set => _connection.Changed = value;
    }

    /// <inheritdoc/>
    public string? Proxy { get; }

    /// <summary>How long a request may take.</summary>
    public static TimeSpan TimeoutOf(OtlpOptions options) => options.RequestTimeout ?? _defaultTimeout;

    /// <inheritdoc/>
    public IRecordEncoder CreateEncoder() => _encoders();

    /// <inheritdoc/>
    public async ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_requests.TryTake(out var request))
        {
            request = new OtlpRequest(_scope);
        }

        request.Write(slice);
        return OtlpAnswers.Of(await AnswerToAsync(request, cancellation).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        while (_requests.TryTake(out var request))
        {
            request.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async Task<OtlpAnswer> AnswerToAsync(OtlpRequest request, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            var answer = await _transport.ExportAsync(request, either.Token).ConfigureAwait(false);

            // Only after an answer: a request that broke off may still be read by the connection that is being torn down.
            _requests.Add(request);
            return answer;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return OtlpAnswer.Nothing(ConnectionFailure.TimedOut, $"no answer within {_timeout.TotalSeconds:0.###} s");
        }
        catch (Exception e)
        {
            // A sink answers, it does not throw: what nobody foresaw holds the route and says so.
            return ConnectionFailures.Read(e);
        }
    }
}

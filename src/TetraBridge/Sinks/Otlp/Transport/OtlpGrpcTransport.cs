using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;
using TetraBridge.Sinks.Otlp.Answers;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>OTLP over gRPC: the LogsService's one method, with raw bytes instead of generated messages.</summary>
internal sealed class OtlpGrpcTransport : IOtlpTransport
{
    private const string EncodingHeader = "grpc-internal-encoding-request";

    private static readonly Marshaller<OtlpRequest> _requests = Marshallers.Create(
        static (OtlpRequest request, SerializationContext context) =>
        {
            context.SetPayloadLength(request.Bytes.Length);
            context.GetBufferWriter().Write(request.Bytes.Span);
            context.Complete();
        },
        static _ => throw new NotSupportedException("Requests are only sent."));

    private static readonly Marshaller<byte[]> _responses = Marshallers.Create(
        static (byte[] bytes) => bytes,
        static bytes => bytes);

    private static readonly Method<OtlpRequest, byte[]> _export =
        new(MethodType.Unary, "opentelemetry.proto.collector.logs.v1.LogsService", "Export", _requests, _responses);

    private readonly GrpcChannel _channel;
    private readonly CallInvoker _calls;
    private readonly Metadata? _headers;

    /// <summary>Makes a transport; it connects with its first request.</summary>
    public OtlpGrpcTransport(Uri url, OtlpCompression compression, OtlpConnection connection)
    {
        _channel = GrpcChannel.ForAddress(url, new GrpcChannelOptions
        {
            HttpHandler = connection,
            DisposeHttpClient = true,
            CompressionProviders = [new GzipCompressionProvider(CompressionLevel.Fastest), new ZstdProvider()],
        });
        _calls = _channel.CreateCallInvoker();
        _headers = compression switch
        {
            OtlpCompression.Gzip => new Metadata { { EncodingHeader, "gzip" } },
            OtlpCompression.Zstd => new Metadata { { EncodingHeader, "zstd" } },
            _ => null,
        };
    }

    /// <inheritdoc/>
    public async Task<OtlpAnswer> ExportAsync(OtlpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var call = _calls.AsyncUnaryCall(_export, null, new CallOptions(_headers, cancellationToken: cancellation), request);
            return GrpcAnswerReader.Read(await call.ResponseAsync.ConfigureAwait(false));
        }
        catch (RpcException e) when (cancellation.IsCancellationRequested)
        {
            // The channel's own option for this would also take a receiver's DEADLINE_EXCEEDED for our cancellation.
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
        catch (RpcException e)
        {
            return GrpcAnswerReader.Read(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}

using Grpc.Core;

namespace TetraBridge.Sinks.Otlp.Answers;

/// <summary>Makes an <see cref="OtlpAnswer"/> of what a gRPC call ended with. Pure.</summary>
internal static class GrpcAnswerReader
{
    private const string Details = "grpc-status-details-bin";

    /// <summary>Reads a response message.</summary>
    public static OtlpAnswer Read(byte[] response) => OtlpAnswer.Grpc(StatusCode.OK, taken: ExportAnswer.FromProtobuf(response));

    /// <summary>Reads a failure: the receiver's status or, where the call never came to one, what broke it.</summary>
    public static OtlpAnswer Read(RpcException exception)
    {
        if (exception.Status.DebugException is { } cause)
        {
            return ConnectionFailures.Read(cause);
        }

        var details = exception.Trailers.Get(Details) is { IsBinary: true, ValueBytes: var bytes } ? RpcStatus.FromProtobuf(bytes) : null;
        return OtlpAnswer.Grpc(exception.StatusCode, exception.Status.Detail, details?.RetryDelay);
    }
}

using System.Buffers;
using Grpc.Core;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>The methods of `tetragon.FineGuidanceSensors` that a stream needs, with raw bytes instead of generated messages.</summary>
internal static class AgentMethods
{
    private const string Service = "tetragon.FineGuidanceSensors";

    private static readonly Marshaller<byte[]> _bytes = Marshallers.Create(static (byte[] bytes) => bytes, static bytes => bytes);

    /// <summary>GetVersion: which agent it is, and whether it lives.</summary>
    public static Method<byte[], byte[]> GetVersion { get; } = new(MethodType.Unary, Service, "GetVersion", _bytes, _bytes);

    /// <summary>
    /// GetEvents: each event goes to the receiver out of the transport's own buffer, uncopied where it lies in one piece.
    /// </summary>
    public static Method<byte[], Taken> GetEvents(IEventReceiver receiver)
    {
        var together = Array.Empty<byte>();
        return new Method<byte[], Taken>(MethodType.ServerStreaming, Service, "GetEvents", _bytes, Marshallers.Create<Taken>(
            static (_, _) => throw new NotSupportedException("Events are only received."),
            context =>
            {
                var message = context.PayloadAsReadOnlySequence();
                if (message.IsSingleSegment)
                {
                    receiver.Take(message.FirstSpan);
                    return Taken.Instance;
                }

                var length = (int)message.Length;
                together = together.Length >= length ? together : new byte[Math.Max(length, 64 * 1024)];
                message.CopyTo(together);
                receiver.Take(together.AsSpan(0, length));
                return Taken.Instance;
            }));
    }
}

using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Configuration.Destinations;

/// <summary>How `protocol` and `compression` are written.</summary>
internal static class OtlpNames
{
    /// <summary>The wires.</summary>
    public static IReadOnlyList<(string Name, OtlpProtocol Value)> Protocols { get; } = [("grpc", OtlpProtocol.Grpc), ("http/protobuf", OtlpProtocol.HttpProtobuf)];

    /// <summary>The compressions.</summary>
    public static IReadOnlyList<(string Name, OtlpCompression Value)> Compressions { get; } =
        [("none", OtlpCompression.None), ("gzip", OtlpCompression.Gzip), ("zstd", OtlpCompression.Zstd)];
}

namespace TetraBridge.Configuration;

/// <summary>How `protocol` and `compression` are written.</summary>
internal static class OtlpNames
{
    /// <summary>The wires.</summary>
    public static IReadOnlyList<(string Name, OtlpWire Value)> Protocols { get; } = [("grpc", OtlpWire.Grpc), ("http/protobuf", OtlpWire.HttpProtobuf)];

    /// <summary>The compressions.</summary>
    public static IReadOnlyList<(string Name, OtlpCompressionChoice Value)> Compressions { get; } =
        [("none", OtlpCompressionChoice.None), ("gzip", OtlpCompressionChoice.Gzip), ("zstd", OtlpCompressionChoice.Zstd)];
}

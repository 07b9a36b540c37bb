namespace TetraBridge.Configuration.Destinations;

/// <summary>How `protocol` and `compression` are written.</summary>
internal static class OtlpNames
{
    /// <summary>The wires.</summary>
    public static IReadOnlyList<(string Name, OtlpWireName Value)> Protocols { get; } = [("grpc", OtlpWireName.Grpc), ("http/protobuf", OtlpWireName.HttpProtobuf)];

    /// <summary>The compressions.</summary>
    public static IReadOnlyList<(string Name, OtlpCompressionChoice Value)> Compressions { get; } =
        [("none", OtlpCompressionChoice.None), ("gzip", OtlpCompressionChoice.Gzip), ("zstd", OtlpCompressionChoice.Zstd)];
}

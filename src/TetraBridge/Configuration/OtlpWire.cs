namespace TetraBridge.Configuration;

/// <summary>The two wires of OTLP, as `protocol:` names them.</summary>
internal enum OtlpWire
{
    /// <summary>`grpc`.</summary>
    Grpc,

    /// <summary>`http/protobuf`.</summary>
    HttpProtobuf,
}

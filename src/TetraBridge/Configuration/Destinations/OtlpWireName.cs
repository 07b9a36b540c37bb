namespace TetraBridge.Configuration.Destinations;

/// <summary>The two wires of OTLP, as `protocol:` names them.</summary>
internal enum OtlpWireName
{
    /// <summary>`grpc`.</summary>
    Grpc,

    /// <summary>`http/protobuf`.</summary>
    HttpProtobuf,
}

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>How OTLP requests travel.</summary>
internal enum OtlpProtocol
{
    /// <summary>`http/protobuf`: POST over HTTP/1.1.</summary>
    HttpProtobuf,

    /// <summary>`grpc`: the LogsService over HTTP/2, with TLS or without.</summary>
    Grpc,
}

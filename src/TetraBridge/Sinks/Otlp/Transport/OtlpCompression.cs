namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>How requests are packed.</summary>
internal enum OtlpCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, fastest level: every OTLP server takes it.</summary>
    Gzip,
}

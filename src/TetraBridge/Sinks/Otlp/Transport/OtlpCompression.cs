namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>How requests are packed.</summary>
internal enum OtlpCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, fastest level: every OTLP server takes it.</summary>
    Gzip,

    /// <summary>zstd, level 1: cheaper and smaller, by option only, since not every server takes it.</summary>
    Zstd,
}

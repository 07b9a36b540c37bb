namespace TetraBridge.Configuration.Destinations;

/// <summary>What `compression:` can say.</summary>
internal enum OtlpCompressionChoice
{
    /// <summary>`none`.</summary>
    None,

    /// <summary>`gzip`.</summary>
    Gzip,

    /// <summary>`zstd`.</summary>
    Zstd,
}

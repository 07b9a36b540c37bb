namespace TetraBridge.Sinks.Kafka;

/// <summary>How librdkafka compresses what it sends.</summary>
internal enum KafkaCompression
{
    /// <summary>The cheapest that compresses; the default.</summary>
    Lz4,

    /// <summary>Smaller, at twice the cost.</summary>
    Zstd,

    /// <summary>The slowest by far.</summary>
    Gzip,

    /// <summary>As lz4, for brokers that ask for it.</summary>
    Snappy,

    /// <summary>Uncompressed.</summary>
    None,
}

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// A Kafka cluster as a destination: everything from an encoded record to its delivery. What a record looks like is the encoder's matter.
/// </summary>
internal sealed record KafkaOptions
{
    /// <summary>
    /// 4 MiB are handed to librdkafka at once, or go into one transaction, since each batch waits for the end of the one before it. One at
    /// a time: a batch that is sent again after the next one would change the order within a partition (decisions 3).
    /// </summary>
    public static SinkLimits DefaultLimits { get; } = new(
        RequestBytes: 4 * 1024 * 1024, RequestRecords: 10_000, RecordAttributes: int.MaxValue, RecordBytes: int.MaxValue, InFlight: 1);

    /// <summary>`host:port,…`, one or more of the brokers.</summary>
    public required string BootstrapServers { get; init; }

    /// <summary>Topics that are known beforehand; they are checked before the first record is sent.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Where records go whose topic does not exist. Default: nowhere, the route holds.</summary>
    public string? FallbackTopic { get; init; }

    /// <summary>Topics that do not exist are created. Default: not.</summary>
    public bool CreateTopics { get; init; }

    /// <summary>Partitions of a created topic; -1: the broker's default.</summary>
    public int Partitions { get; init; } = -1;

    /// <summary>Replication factor of a created topic; -1: the broker's default.</summary>
    public short Replication { get; init; } = -1;

    /// <summary>How messages are compressed.</summary>
    public KafkaCompression Compression { get; init; } = KafkaCompression.Lz4;

    /// <summary>TLS. Default: none.</summary>
    public KafkaTlsOptions? Tls { get; init; }

    /// <summary>Login. Default: none.</summary>
    public KafkaSaslOptions? Sasl { get; init; }

    /// <summary>
    /// Settings of librdkafka by name, passed through; those that would break a promise are refused (<see cref="KafkaRefusedSettings"/>).
    /// </summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Transactions, with the bookmark in them: a read_committed consumer sees each event once.</summary>
    public bool ExactlyOnce { get; init; }

    /// <summary>
    /// The transactional id: one for each node, source and route (`tetrabridge.NODE.SOURCE.ROUTE`); needed with <see cref="ExactlyOnce"/>.
    /// </summary>
    public string? TransactionalId { get; init; }

    /// <summary>What a batch and a record may hold.</summary>
    public SinkLimits Limits { get; init; } = DefaultLimits;
}

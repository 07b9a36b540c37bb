using Confluent.Kafka;

namespace TetraBridge.Sinks.Kafka.Topics;

/// <summary>What the cluster says about topics.</summary>
internal interface ITopicCatalog
{
    /// <summary>
    /// Whether a topic is there: no error, <see cref="ErrorCode.UnknownTopicOrPart"/>, or why that can't be told. Throws only <see
    /// cref="OperationCanceledException"/>.
    /// </summary>
    Task<ErrorCode> FindAsync(string topic, CancellationToken cancellation);

    /// <summary>Creates a topic; no error where it is there already. Throws only <see cref="OperationCanceledException"/>.</summary>
    Task<ErrorCode> CreateAsync(string topic, int partitions, short replication, CancellationToken cancellation);
}

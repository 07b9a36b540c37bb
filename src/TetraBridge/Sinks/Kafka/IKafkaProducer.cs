using Confluent.Kafka;
using TetraBridge.Sinks.Kafka.Topics;
using TetraBridge.Sinks.Kafka.Transactions;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// A producer: the part of librdkafka on the event path. Used by one thread at a time; disposing gives up what is under way, and ends when
/// none of its threads is left.
/// </summary>
internal interface IKafkaProducer : ITopicCatalog, IAsyncDisposable
{
    /// <summary>
    /// The handle of a topic, valid as long as the producer; 0 where the library does not take the name, and <see cref="Produce"/> then
    /// says so.
    /// </summary>
    nint Topic(string name);

    /// <summary>
    /// Hands a message over, copied; its end is reported later. <see cref="ErrorCode.Local_QueueFull"/> asks to come again, any other error
    /// is its end.
    /// </summary>
    ErrorCode Produce(nint topic, KafkaFrame message, nint tag);

    /// <summary>Gives up all that is under way; each message is reported. Thread-safe.</summary>
    void Purge();

    /// <summary>Its transactions; valid as long as the producer.</summary>
    /// <param name="group">The group that keeps the bookmark, named as the transactional id.</param>
    /// <param name="waits">Asked after each while without an answer, with what is waited for: false where waiting is of no use any
    /// more.</param>
    IKafkaTransactions Transactions(string group, Func<string, bool> waits);
}

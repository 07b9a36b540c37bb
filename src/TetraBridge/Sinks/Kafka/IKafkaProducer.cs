using Confluent.Kafka;

namespace TetraBridge.Sinks.Kafka;

/// <summary>A producer: the part of librdkafka on the event path. Used by one thread at a time; disposing gives up what is under way.</summary>
internal interface IKafkaProducer : IAsyncDisposable
{
    /// <summary>The handle of a topic, valid as long as the producer.</summary>
    nint Topic(string name);

    /// <summary>Hands a message over, copied; its end is reported later. <see cref="ErrorCode.Local_QueueFull"/> asks to come again, any other error is its end.</summary>
    ErrorCode Produce(nint topic, KafkaFrame message, nint tag);

    /// <summary>Gives up all that is under way; each message is reported. Thread-safe.</summary>
    void Purge();
}

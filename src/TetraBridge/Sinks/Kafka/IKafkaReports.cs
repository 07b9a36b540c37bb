using Confluent.Kafka;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// Who learns the ends of a producer's messages. Called on the thread that polls the producer, beside sendings; must return soon and not
/// throw.
/// </summary>
internal interface IKafkaReports
{
    /// <summary>A message has its end: delivered (<see cref="ErrorCode.NoError"/>), or not.</summary>
    /// <param name="tag">What it was produced with.</param>
    /// <param name="error">Why it was not delivered.</param>
    void Reported(nint tag, ErrorCode error);

    /// <summary>Something is wrong with the connection or the producer; messages may wait because of it.</summary>
    /// <param name="error">The library's code; <see cref="ErrorCode.Local_Fatal"/> where this producer can't go on.</param>
    /// <param name="reason">The library's words.</param>
    void Failed(ErrorCode error, string reason);
}

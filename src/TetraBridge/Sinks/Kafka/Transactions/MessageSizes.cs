using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// What topics take, as far as they have refused: a record that is surely too large is not put into a transaction, since it would take the whole of it along. Not
/// thread-safe.
/// </summary>
/// <param name="most">Most bytes of a record that the producer itself takes (message.max.bytes).</param>
internal sealed class MessageSizes(int most)
{
    private readonly Dictionary<string, int> _refused = [];

    /// <summary>A topic refused a record of this size that was alone in its request.</summary>
    public void Refused(string topic, int bytes) => _refused[topic] = Math.Min(bytes, _refused.GetValueOrDefault(topic, int.MaxValue));

    /// <summary>Why these records are not tried; null where all may fit.</summary>
    public Verdict? Check(BatchSlice slice, string[] topics)
    {
        for (var i = 0; i < slice.Count; i++)
        {
            var (bytes, topic) = (slice[i].Length, topics[slice[i].Group]);
            var limit = Math.Min(most, _refused.GetValueOrDefault(topic, int.MaxValue));
            if (bytes >= limit)
            {
                return new Verdict(VerdictKind.TooLarge, $"topic {topic}: a message of {bytes} bytes is larger than the topic or the producer takes (max.message.bytes, message.max.bytes): {limit} were refused");
            }
        }

        return null;
    }
}

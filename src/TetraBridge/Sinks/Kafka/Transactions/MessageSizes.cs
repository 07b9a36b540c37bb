using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// What topics take, as far as they have refused: a record that is surely too large is not put into a transaction, since it would take the
/// whole of it along. A topic's limit holds for what is compressed: only where nothing is, a refused length says something of the next one.
/// An operator may raise a limit, so a refusal is forgotten after a while. Not thread-safe.
/// </summary>
/// <param name="most">Most bytes of a record that the producer itself takes, before compression (message.max.bytes).</param>
/// <param name="learns">False where records are compressed.</param>
/// <param name="clock">Time.</param>
internal sealed class MessageSizes(int most, bool learns, TimeProvider clock)
{
    private static readonly TimeSpan _memory = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (int Bytes, long At)> _refused = [];

    /// <summary>A topic refused a record of this size that was alone in its request.</summary>
    public void Refused(string topic, int bytes)
    {
        if (learns)
        {
            _refused[topic] = (Math.Min(bytes, Limit(topic)), clock.GetTimestamp());
        }
    }

    /// <summary>Why these records are not tried; null where all may fit.</summary>
    public Verdict? Check(BatchSlice slice, string[] topics)
    {
        for (var i = 0; i < slice.Count; i++)
        {
            var (bytes, topic) = (slice[i].Length, topics[slice[i].Group]);
            var limit = Limit(topic);
            if (bytes >= limit)
            {
                return new Verdict(
                    VerdictKind.TooLarge,
                    $"topic {topic}: a message of {bytes} bytes is larger than the topic or the producer takes (max.message.bytes, message.max.bytes): {limit} were refused");
            }
        }

        return null;
    }

    private int Limit(string topic) =>
        _refused.TryGetValue(topic, out var refused) && clock.GetElapsedTime(refused.At) < _memory ? Math.Min(most, refused.Bytes) : most;
}

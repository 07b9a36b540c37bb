using Confluent.Kafka;
using static TetraBridge.Sinks.Kafka.LibRdKafka;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// A client of its own for the question what a group's offsets are. The producer must not ask it: where the broker answers that it is not the group's coordinator
/// (any more, or yet), librdkafka tells the client's own group so, and a producer has none: the process dies in `rd_kafka_handle_OffsetFetch` (2.16.0). This client has
/// one, and never joins it. Calls block.
/// </summary>
internal sealed class GroupReader : IDisposable
{
    // The group is not left, since it was never joined.
    private const int NoConsumerClose = 0x8;

    private readonly string _group;
    private readonly nint _handle;

    /// <summary>Makes the client.</summary>
    /// <param name="settings">The producer's: those that a consumer does not know, librdkafka passes over.</param>
    /// <param name="group">The group.</param>
    /// <exception cref="KafkaSettingException">librdkafka refuses a setting.</exception>
    public GroupReader(IEnumerable<KeyValuePair<string, string>> settings, string group)
    {
        _group = group;
        _handle = RdKafkaConfiguration.Client(Consumer, RdKafkaConfiguration.Of([.. settings, new("group.id", group), new("enable.auto.commit", "false")]));
    }

    /// <summary>Reads the bookmark that is committed.</summary>
    public (ErrorCode Error, CommittedBookmark Bookmark) Read(int milliseconds) => GroupOffsets.Read(_handle, _group, milliseconds);

    /// <inheritdoc/>
    public void Dispose() => rd_kafka_destroy_flags(_handle, NoConsumerClose);
}

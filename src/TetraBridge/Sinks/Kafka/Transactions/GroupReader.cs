using Confluent.Kafka;
using static TetraBridge.Sinks.Kafka.LibRdKafka;
using static TetraBridge.Sinks.Kafka.Transactions.LibRdKafkaTransactions;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// A consumer of its own for the question what a group's offsets are; it never joins the group. librdkafka's administrative question for
/// them is no way: asked by a producer the process dies of the answer NOT_COORDINATOR (`rd_kafka_handle_OffsetFetch` tells the client's own
/// group, which a producer has not), and asked by a consumer, at a broker that has just started, it died of an assertion
/// (`rd_kafka_enq_once_del_source_return`); both seen with 2.16.0. Calls block.
/// </summary>
internal sealed class GroupReader : IDisposable
{
    // The group is not left, since it was never joined.
    private const int NoConsumerClose = 0x8;

    private readonly nint _handle;

    /// <summary>Makes the client.</summary>
    /// <param name="settings">The producer's: those that a consumer does not know, librdkafka passes over.</param>
    /// <param name="group">The group.</param>
    /// <exception cref="KafkaSettingException">librdkafka refuses a setting.</exception>
    public GroupReader(IEnumerable<KeyValuePair<string, string>> settings, string group)
    {
        _handle = RdKafkaConfiguration.Client(
            Consumer,
            RdKafkaConfiguration.Of(
                [.. settings, new("group.id", group), new("enable.auto.commit", "false"), new("isolation.level", "read_committed")]));
        _ = rd_kafka_poll_set_consumer(_handle);
    }

    /// <summary>Reads the bookmark that is committed.</summary>
    public (ErrorCode Error, CommittedBookmark Bookmark) Read(int milliseconds)
    {
        // The client's own queue brings a login by token under way, and says why the group has no coordinator: the question itself waits
        // for one without a word.
        var refused = Polled();
        return refused == ErrorCode.GroupAuthorizationFailed ? (refused, default) : GroupOffsets.Read(_handle, milliseconds);
    }

    /// <inheritdoc/>
    public void Dispose() => rd_kafka_destroy_flags(_handle, NoConsumerClose);

    private unsafe ErrorCode Polled()
    {
        var error = ErrorCode.NoError;
        for (var message = rd_kafka_consumer_poll(_handle, 0); message is not null; message = rd_kafka_consumer_poll(_handle, 0))
        {
            error = (ErrorCode)message->Error == ErrorCode.GroupAuthorizationFailed ? ErrorCode.GroupAuthorizationFailed : error;
            rd_kafka_message_destroy(message);
        }

        return error;
    }
}

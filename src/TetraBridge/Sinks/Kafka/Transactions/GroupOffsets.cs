using Confluent.Kafka;
using static TetraBridge.Sinks.Kafka.LibRdKafka;
using static TetraBridge.Sinks.Kafka.LibRdKafkaAdmin;
using static TetraBridge.Sinks.Kafka.Transactions.LibRdKafkaTransactions;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// The bookmark as offset and metadata of a consumer group that is named as the transactional id (decisions 8): the offset is the transaction's number, so that of
/// several topics the last one is known. Only this group's own transactions are waited for, never another node's. Calls block.
/// </summary>
internal static unsafe class GroupOffsets
{
    private const int ErrorLength = 512;
    private const int PollMilliseconds = 50;

    /// <summary>Puts it into the producer's open transaction; the library's error or 0.</summary>
    public static nint Send(nint producer, string group, string topic, CommittedBookmark bookmark, int milliseconds)
    {
        var offsets = rd_kafka_topic_partition_list_new(1);
        var metadata = rd_kafka_consumer_group_metadata_new(group);
        try
        {
            var partition = rd_kafka_topic_partition_list_add(offsets, topic, 0);
            var length = bookmark.Bytes!.Length;
            partition->Offset = bookmark.Number;
            partition->Metadata = (byte*)rd_kafka_mem_malloc(producer, (nuint)length);
            partition->MetadataLength = (nuint)length;
            bookmark.Bytes.CopyTo(new Span<byte>(partition->Metadata, length));
            return rd_kafka_send_offsets_to_transaction(producer, offsets, metadata, milliseconds);
        }
        finally
        {
            rd_kafka_consumer_group_metadata_destroy(metadata);
            rd_kafka_topic_partition_list_destroy(offsets);
        }
    }

    /// <summary>Reads it: what is committed, not what an open transaction of this group would make of it.</summary>
    /// <param name="consumer">A consumer's handle, not a producer's (<see cref="GroupReader"/>).</param>
    /// <param name="group">The group.</param>
    /// <param name="milliseconds">How long the broker may take.</param>
    public static (ErrorCode Error, CommittedBookmark Bookmark) Read(nint consumer, string group, int milliseconds)
    {
        var words = stackalloc byte[ErrorLength];
        var question = rd_kafka_ListConsumerGroupOffsets_new(group, null);
        var options = rd_kafka_AdminOptions_new(consumer, ListOffsetsOperation);
        var queue = rd_kafka_queue_new(consumer);
        _ = rd_kafka_AdminOptions_set_request_timeout(options, milliseconds, words, ErrorLength);
        _ = rd_kafka_AdminOptions_set_require_stable_offsets(options, 1);
        nint told = 0;
        try
        {
            rd_kafka_ListConsumerGroupOffsets(consumer, &question, 1, options, queue);
            for (var waited = 0; told == 0 && waited < 2 * milliseconds; waited += PollMilliseconds)
            {
                // The client's own queue brings a login by token under way; what it says of errors is told by the producer's.
                _ = rd_kafka_poll(consumer, 0);
                told = rd_kafka_queue_poll(queue, PollMilliseconds);
            }

            return told == 0 ? (ErrorCode.Local_TimedOut, default) : Newest(told);
        }
        finally
        {
            if (told != 0)
            {
                rd_kafka_event_destroy(told);
            }

            rd_kafka_queue_destroy(queue);
            rd_kafka_AdminOptions_destroy(options);
            rd_kafka_ListConsumerGroupOffsets_destroy(question);
        }
    }

    private static (ErrorCode Error, CommittedBookmark Bookmark) Newest(nint told)
    {
        nuint groups = 0;
        if (rd_kafka_event_error(told) is not 0 and var error)
        {
            return ((ErrorCode)error, default);
        }

        var results = rd_kafka_ListConsumerGroupOffsets_result_groups(rd_kafka_event_ListConsumerGroupOffsets_result(told), &groups);
        if (groups != 1)
        {
            return (ErrorCode.Local_BadMsg, default);
        }

        if (rd_kafka_group_result_error(results[0]) is not 0 and var refused)
        {
            // A group that nobody wrote to yet.
            var code = (ErrorCode)rd_kafka_error_code(refused);
            return (code == ErrorCode.GroupIdNotFound ? ErrorCode.NoError : code, default);
        }

        var newest = default(CommittedBookmark);
        var list = rd_kafka_group_result_partitions(results[0]);
        for (var i = 0; list is not null && i < list->Count; i++)
        {
            var partition = list->Partitions + i;
            if (partition->Error != 0)
            {
                return ((ErrorCode)partition->Error, default);
            }

            if (partition->Offset > newest.Number)
            {
                newest = new CommittedBookmark(partition->Offset, new Span<byte>(partition->Metadata, (int)partition->MetadataLength).ToArray());
            }
        }

        return (ErrorCode.NoError, newest);
    }
}

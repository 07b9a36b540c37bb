using System.Runtime.InteropServices;
using Confluent.Kafka;
using TetraBridge.Sinks.Kafka.Topics;
using static TetraBridge.Sinks.Kafka.Topics.LibRdKafkaTopics;
using static TetraBridge.Sinks.Kafka.Transactions.LibRdKafkaTransactions;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// The bookmark as offset and metadata of a consumer group that is named as the transactional id (decisions 8): the offset is the
/// transaction's number, so that of several topics the last one is known. Only this group's own transactions are waited for, never another
/// node's. Calls block.
/// </summary>
internal static unsafe class GroupOffsets
{
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

    /// <summary>Reads it: what is committed, not what an open transaction of this group would make of it (isolation.level).</summary>
    /// <param name="consumer">A consumer's handle with this group (<see cref="GroupReader"/>).</param>
    /// <param name="milliseconds">How long the broker may take.</param>
    public static (ErrorCode Error, CommittedBookmark Bookmark) Read(nint consumer, int milliseconds)
    {
        // Which topic the last one belongs to nobody knows: a template makes many. The group has offsets for few of them.
        RdKafkaMetadata* cluster;
        if (rd_kafka_metadata(consumer, 1, 0, &cluster, milliseconds) is not 0 and var error)
        {
            return ((ErrorCode)error, default);
        }

        var offsets = rd_kafka_topic_partition_list_new(cluster->TopicCount);
        for (var i = 0; i < cluster->TopicCount; i++)
        {
            _ = rd_kafka_topic_partition_list_add(offsets, Marshal.PtrToStringUTF8(cluster->Topics[i].Name)!, 0);
        }

        rd_kafka_metadata_destroy(cluster);
        var refused = offsets->Count == 0 ? ErrorCode.NoError : (ErrorCode)rd_kafka_committed(consumer, offsets, milliseconds);
        var read = refused == ErrorCode.NoError ? Newest(offsets) : (refused, default);
        rd_kafka_topic_partition_list_destroy(offsets);
        return read;
    }

    private static (ErrorCode Error, CommittedBookmark Bookmark) Newest(RdKafkaPartitionList* list)
    {
        var newest = default(CommittedBookmark);
        for (var i = 0; i < list->Count; i++)
        {
            var partition = list->Partitions + i;
            if (partition->Error != 0)
            {
                return ((ErrorCode)partition->Error, default);
            }

            if (partition->Offset > newest.Number)
            {
                newest = new CommittedBookmark(
                    partition->Offset, new Span<byte>(partition->Metadata, (int)partition->MetadataLength).ToArray());
            }
        }

        return (ErrorCode.NoError, newest);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// librdkafka's own functions for transactions and the offsets of a group; names and meaning as in its rdkafka.h. Those with a timeout
/// block.
/// </summary>
[SuppressMessage("Naming", "CA1707", Justification = "The library's own names.")]
[SuppressMessage("Style", "IDE1006", Justification = "The library's own names.")]
internal static unsafe partial class LibRdKafkaTransactions
{
    // The resolver of the library's file is set there.
    static LibRdKafkaTransactions() => RuntimeHelpers.RunClassConstructor(typeof(LibRdKafka).TypeHandle);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_init_transactions(nint rk, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_begin_transaction(nint rk);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_send_offsets_to_transaction(nint rk, RdKafkaPartitionList* offsets, nint group, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_commit_transaction(nint rk, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_abort_transaction(nint rk, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_error_string(nint error);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_error_is_fatal(nint error);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_error_is_retriable(nint error);

    [LibraryImport(KafkaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint rd_kafka_consumer_group_metadata_new(string group);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_consumer_group_metadata_destroy(nint group);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial RdKafkaPartitionList* rd_kafka_topic_partition_list_new(int size);

    [LibraryImport(KafkaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial RdKafkaPartition* rd_kafka_topic_partition_list_add(RdKafkaPartitionList* list, string topic, int partition);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_topic_partition_list_destroy(RdKafkaPartitionList* list);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void* rd_kafka_mem_malloc(nint rk, nuint size);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_committed(nint rk, RdKafkaPartitionList* offsets, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_poll_set_consumer(nint rk);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial RdKafkaMessage* rd_kafka_consumer_poll(nint rk, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_message_destroy(RdKafkaMessage* message);
}

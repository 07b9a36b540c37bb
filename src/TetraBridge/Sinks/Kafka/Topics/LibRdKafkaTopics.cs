using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka.Topics;

/// <summary>
/// librdkafka's own functions for questions about topics; names and meaning as in its rdkafka.h. Those with a timeout block.
/// </summary>
[SuppressMessage("Naming", "CA1707", Justification = "The library's own names.")]
[SuppressMessage("Style", "IDE1006", Justification = "The library's own names.")]
internal static unsafe partial class LibRdKafkaTopics
{
    /// <summary>RD_KAFKA_ADMIN_OP_CREATETOPICS.</summary>
    public const int CreateTopicsOperation = 1;

    // The resolver of the library's file is set there.
    static LibRdKafkaTopics() => RuntimeHelpers.RunClassConstructor(typeof(LibRdKafka).TypeHandle);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_metadata(nint rk, int allTopics, nint onlyTopic, RdKafkaMetadata** metadata, int milliseconds);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_metadata_destroy(RdKafkaMetadata* metadata);

    [LibraryImport(KafkaLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint rd_kafka_NewTopic_new(string topic, int partitions, int replication, byte* errstr, nuint size);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_NewTopic_destroy(nint topic);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial void rd_kafka_CreateTopics(nint rk, nint* topics, nuint count, nint options, nint queue);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint rd_kafka_event_CreateTopics_result(nint answer);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial nint* rd_kafka_CreateTopics_result_topics(nint result, nuint* count);

    [LibraryImport(KafkaLibrary.Name)]
    public static partial int rd_kafka_topic_result_error(nint topic);
}

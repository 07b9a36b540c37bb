using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka.Topics;

/// <summary>librdkafka's `rd_kafka_metadata_topic_t`.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RdKafkaTopicMetadata
{
    /// <summary>The name, in UTF-8.</summary>
    public nint Name;

    /// <summary>How many partitions it has.</summary>
    public int PartitionCount;

    /// <summary>The partitions.</summary>
    public nint Partitions;

    /// <summary>0, or what is wrong with the topic.</summary>
    public int Error;
}

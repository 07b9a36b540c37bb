using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>librdkafka's `rd_kafka_topic_partition_t`.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdKafkaPartition
{
    /// <summary>The topic, in UTF-8.</summary>
    public byte* Topic;

    /// <summary>The partition.</summary>
    public int Partition;

    /// <summary>The offset; below 0 where there is none.</summary>
    public long Offset;

    /// <summary>What was kept with the offset; freed by the library.</summary>
    public byte* Metadata;

    /// <summary>Its length.</summary>
    public nuint MetadataLength;

    /// <summary>Not used here.</summary>
    public nint Opaque;

    /// <summary>0, or why the offset can't be told.</summary>
    public int Error;

    /// <summary>The library's.</summary>
    public nint Own;
}

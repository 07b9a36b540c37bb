using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>librdkafka's `rd_kafka_topic_partition_list_t`.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdKafkaPartitionList
{
    /// <summary>How many there are.</summary>
    public int Count;

    /// <summary>For how many there is room.</summary>
    public int Size;

    /// <summary>The partitions.</summary>
    public RdKafkaPartition* Partitions;
}

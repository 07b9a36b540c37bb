using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka.Topics;

/// <summary>librdkafka's `rd_kafka_metadata_t`.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct RdKafkaMetadata
{
    /// <summary>How many brokers there are.</summary>
    public int BrokerCount;

    /// <summary>The brokers.</summary>
    public nint Brokers;

    /// <summary>How many topics were asked for.</summary>
    public int TopicCount;

    /// <summary>The topics.</summary>
    public RdKafkaTopicMetadata* Topics;

    /// <summary>The broker that answered.</summary>
    public int Answering;

    /// <summary>Its name.</summary>
    public nint AnsweringName;
}

using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka;

/// <summary>librdkafka's `rd_kafka_message_t`, as a delivery report shows it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RdKafkaMessage
{
    /// <summary>0, or why it was not delivered.</summary>
    public int Error;

    /// <summary>The topic's handle.</summary>
    public nint Topic;

    /// <summary>The partition.</summary>
    public int Partition;

    /// <summary>The value.</summary>
    public nint Payload;

    /// <summary>Its length.</summary>
    public nuint Length;

    /// <summary>The key.</summary>
    public nint Key;

    /// <summary>Its length.</summary>
    public nuint KeyLength;

    /// <summary>Its offset in the partition.</summary>
    public long Offset;

    /// <summary>What the message was produced with.</summary>
    public nint Tag;
}

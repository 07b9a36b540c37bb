using System.Runtime.InteropServices;

namespace TetraBridge.Sinks.Kafka;

/// <summary>librdkafka's `rd_kafka_vu_t`: one argument of <see cref="LibRdKafka.rd_kafka_produceva"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 72)]
internal unsafe struct RdKafkaArgument
{
    private const int TopicHandle = 2;
    private const int ValueBytes = 4;
    private const int KeyBytes = 5;
    private const int OpaquePointer = 6;
    private const int MessageFlags = 7;
    private const int HeaderList = 10;

    [FieldOffset(0)]
    private int _type;

    [FieldOffset(8)]
    private nint _pointer;

    [FieldOffset(16)]
    private nuint _size;

    /// <summary>The topic.</summary>
    public static RdKafkaArgument Topic(nint topic) => new() { _type = TopicHandle, _pointer = topic };

    /// <summary>The value.</summary>
    public static RdKafkaArgument Value(byte* bytes, int length) =>
        new() { _type = ValueBytes, _pointer = (nint)bytes, _size = (nuint)length };

    /// <summary>The key.</summary>
    public static RdKafkaArgument Key(byte* bytes, int length) => new() { _type = KeyBytes, _pointer = (nint)bytes, _size = (nuint)length };

    /// <summary>What the delivery report gives back.</summary>
    public static RdKafkaArgument Tag(nint tag) => new() { _type = OpaquePointer, _pointer = tag };

    /// <summary>Who owns the value's memory.</summary>
    public static RdKafkaArgument Flags(int flags) => new() { _type = MessageFlags, _pointer = flags };

    /// <summary>The headers; the library's once the message is taken.</summary>
    public static RdKafkaArgument Headers(nint headers) => new() { _type = HeaderList, _pointer = headers };
}

using System.Buffers.Binary;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// How a message stands in a batch's bytes, read: a head of three little-endian 32-bit numbers (key length or -1, bytes of all headers,
/// count of headers), the key, the headers (<see cref="KafkaHeaders"/>), and the value, which is the rest. The topic is the record's group,
/// its name in UTF-8. <see cref="KafkaFrameWriter"/> writes it.
/// </summary>
internal readonly ref struct KafkaFrame(ReadOnlySpan<byte> record)
{
    /// <summary>Bytes of the head.</summary>
    public const int HeadLength = 12;

    /// <summary>The key length that says that there is no key, which is not the empty key.</summary>
    public const int NoKey = -1;

    private readonly ReadOnlySpan<byte> _record = record;

    /// <summary>False where the message has no key: the partition is then the producer's choice.</summary>
    public bool HasKey => KeyLength != NoKey;

    /// <summary>The key; empty where there is none.</summary>
    public ReadOnlySpan<byte> Key => _record.Slice(HeadLength, Math.Max(0, KeyLength));

    /// <summary>How many headers there are.</summary>
    public int HeaderCount => BinaryPrimitives.ReadInt32LittleEndian(_record[8..]);

    /// <summary>The headers, in order.</summary>
    public KafkaHeaders Headers => new(_record.Slice(HeadLength + Math.Max(0, KeyLength), HeaderBytes));

    /// <summary>The message's value.</summary>
    public ReadOnlySpan<byte> Value => _record[(HeadLength + Math.Max(0, KeyLength) + HeaderBytes)..];

    private int KeyLength => BinaryPrimitives.ReadInt32LittleEndian(_record);

    private int HeaderBytes => BinaryPrimitives.ReadInt32LittleEndian(_record[4..]);
}

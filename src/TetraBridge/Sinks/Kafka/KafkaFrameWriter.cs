using System.Buffers.Binary;
using TetraBridge.Buffers;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// Writes a <see cref="KafkaFrame"/> at the end of a batch's bytes: first the key (or none), then the headers, then the caller writes the
/// value itself. An encoder adds the record with the topic's name as its group: `batch.Add(frame.Offset, topic, uid, …)`.
/// </summary>
internal ref struct KafkaFrameWriter
{
    private readonly ByteBuffer _bytes;
    private int _headerBytes;
    private int _headers;

    /// <summary>Begins a message that has no key.</summary>
    public KafkaFrameWriter(ByteBuffer bytes)
    {
        _bytes = bytes;
        Offset = bytes.Length;
        bytes.Reserve(KafkaFrame.HeadLength)[..KafkaFrame.HeadLength].Clear();
        bytes.Advance(KafkaFrame.HeadLength);
        SetHead(0, KafkaFrame.NoKey);
    }

    /// <summary>Begins a message with a key.</summary>
    public KafkaFrameWriter(ByteBuffer bytes, ReadOnlySpan<byte> key)
        : this(bytes)
    {
        bytes.Write(key);
        SetHead(0, key.Length);
    }

    /// <summary>Where the record begins in the batch's bytes.</summary>
    public int Offset { get; }

    /// <summary>Appends a header; before the value.</summary>
    /// <param name="name">1 to 255 bytes of UTF-8.</param>
    /// <param name="value">At most 65,535 bytes; what is longer is cut.</param>
    public void Header(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        value = value[..Math.Min(value.Length, ushort.MaxValue)];
        var room = _bytes.Reserve(3 + name.Length + value.Length);
        room[0] = checked((byte)name.Length);
        name.CopyTo(room[1..]);
        BinaryPrimitives.WriteUInt16LittleEndian(room[(1 + name.Length)..], (ushort)value.Length);
        value.CopyTo(room[(3 + name.Length)..]);
        _bytes.Advance(3 + name.Length + value.Length);
        _headerBytes += 3 + name.Length + value.Length;
        SetHead(4, _headerBytes);
        SetHead(8, ++_headers);
    }

    private readonly void SetHead(int at, int number) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.Array.AsSpan(Offset + at), number);
}

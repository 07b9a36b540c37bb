using TetraBridge.Buffers;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Tests.Sinks.Kafka;

public sealed class KafkaFrameTests
{
    private readonly ByteBuffer _bytes = new(initialCapacity: 4);

    [Fact]
    public void What_was_written_is_read()
    {
        _bytes.Write("before"u8);
        var writer = new KafkaFrameWriter(_bytes, "key"u8);
        writer.Header("uid"u8, "17"u8);
        writer.Header("empty"u8, []);
        _bytes.Write("value"u8);

        var frame = new KafkaFrame(_bytes.Written[writer.Offset..]);

        Assert.Equal(6, writer.Offset);
        Assert.True(frame.HasKey);
        Assert.Equal("key"u8, frame.Key);
        Assert.Equal("value"u8, frame.Value);
        Assert.Equal(2, frame.HeaderCount);
        var headers = frame.Headers;
        Assert.True(headers.MoveNext());
        Assert.Equal("uid"u8, headers.Name);
        Assert.Equal("17"u8, headers.Value);
        Assert.True(headers.MoveNext());
        Assert.Equal("empty"u8, headers.Name);
        Assert.True(headers.Value.IsEmpty);
        Assert.False(headers.MoveNext());
    }

    [Fact]
    public void No_key_is_not_the_empty_key()
    {
        var without = new KafkaFrameWriter(_bytes).Offset;
        _bytes.Write("v"u8);
        var empty = new KafkaFrameWriter(_bytes, []).Offset;

        Assert.False(new KafkaFrame(_bytes.Written[without..empty]).HasKey);
        Assert.Equal("v"u8, new KafkaFrame(_bytes.Written[without..empty]).Value);
        Assert.True(new KafkaFrame(_bytes.Written[empty..]).HasKey);
        Assert.True(new KafkaFrame(_bytes.Written[empty..]).Value.IsEmpty);
    }

    [Fact]
    public void A_header_of_any_length_is_carried_or_cut()
    {
        var writer = new KafkaFrameWriter(_bytes);
        writer.Header("long"u8, new byte[70_000]);

        var headers = new KafkaFrame(_bytes.Written).Headers;

        Assert.True(headers.MoveNext());
        Assert.Equal(ushort.MaxValue, headers.Value.Length);
        Assert.False(headers.MoveNext());
    }
}

using System.Buffers.Binary;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// The headers of a <see cref="KafkaFrame"/>, one behind the other: u8 length and name in UTF-8, u16 (little-endian) length and value. Read
/// with `while (headers.MoveNext())`.
/// </summary>
internal ref struct KafkaHeaders(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>The present header's name.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The present header's value.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Goes on to the next header; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        Name = _left.Slice(1, _left[0]);
        _left = _left[(1 + Name.Length)..];
        Value = _left.Slice(2, BinaryPrimitives.ReadUInt16LittleEndian(_left));
        _left = _left[(2 + Value.Length)..];
        return true;
    }
}

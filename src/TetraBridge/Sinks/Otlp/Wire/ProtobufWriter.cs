using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using TetraBridge.Buffers;

namespace TetraBridge.Sinks.Otlp.Wire;

/// <summary>
/// Protobuf's wire format by hand (https://protobuf.dev/programming-guides/encoding): the few shapes that OTLP logs need.
/// </summary>
internal static class ProtobufWriter
{
    /// <summary>Bytes that <see cref="BeginNested"/> reserves for a length: enough for 2^28.</summary>
    public const int NestedLengthBytes = 4;

    /// <summary>How many bytes a varint takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int VarintSize(ulong value) => value < 0x80 ? 1 : (70 - System.Numerics.BitOperations.LeadingZeroCount(value)) / 7;

    /// <summary>Writes a varint and gives its size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Varint(Span<byte> into, ulong value)
    {
        if (value < 0x80)
        {
            into[0] = (byte)value;
            return 1;
        }

        return LongVarint(into, value);
    }

    /// <summary>A field of type fixed64; the tag has one byte.</summary>
    public static void Fixed64(ByteBuffer into, byte tag, ulong value)
    {
        var room = into.Reserve(9);
        room[0] = tag;
        BinaryPrimitives.WriteUInt64LittleEndian(room[1..], value);
        into.Advance(9);
    }

    /// <summary>A field of a varint type.</summary>
    public static void Varint(ByteBuffer into, byte tag, ulong value)
    {
        var room = into.Reserve(11);
        room[0] = tag;
        into.Advance(1 + Varint(room[1..], value));
    }

    /// <summary>A field of type string or bytes.</summary>
    public static void Bytes(ByteBuffer into, byte tag, ReadOnlySpan<byte> value)
    {
        var room = into.Reserve(11 + value.Length);
        room[0] = tag;
        var size = 1 + Varint(room[1..], (ulong)value.Length);
        value.CopyTo(room[size..]);
        into.Advance(size + value.Length);
    }

    /// <summary>Begins a message whose length is not known yet; gives what <see cref="EndNested"/> needs.</summary>
    public static int BeginNested(ByteBuffer into, byte tag)
    {
        into.Reserve(1 + NestedLengthBytes)[0] = tag;
        into.Advance(1 + NestedLengthBytes);
        return into.Length;
    }

    /// <summary>Ends a message: its length is written as a varint padded to four bytes, which every decoder reads.</summary>
    public static void EndNested(ByteBuffer into, int start)
    {
        var length = into.Length - start;
        var at = into.Array.AsSpan(start - NestedLengthBytes, NestedLengthBytes);
        at[0] = (byte)(length | 0x80);
        at[1] = (byte)((length >> 7) | 0x80);
        at[2] = (byte)((length >> 14) | 0x80);
        at[3] = (byte)(length >> 21);
    }

    private static int LongVarint(Span<byte> into, ulong value)
    {
        var i = 0;
        while (value >= 0x80)
        {
            into[i++] = (byte)(value | 0x80);
            value >>= 7;
        }

        into[i++] = (byte)value;
        return i;
    }
}

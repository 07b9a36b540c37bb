using System.Numerics;

namespace TetraBridge.Sinks.Otlp.Wire;

/// <summary>The little of the protobuf wire format that an OTLP envelope needs: length-delimited fields with numbers below 16.</summary>
internal static class WireFields
{
    private const int LengthDelimited = 2;

    /// <summary>Bytes of a varint, 1 to 5.</summary>
    public static int VarintSize(int value) => ((31 - BitOperations.LeadingZeroCount((uint)value | 1)) / 7) + 1;

    /// <summary>Bytes of a field with its tag and length.</summary>
    public static int FieldSize(int length) => 1 + VarintSize(length) + length;

    /// <summary>Writes tag and length of a field; the content follows.</summary>
    /// <returns>How many bytes.</returns>
    public static int WriteFieldStart(Span<byte> target, int field, int length)
    {
        target[0] = (byte)((field << 3) | LengthDelimited);
        var at = 1;
        var rest = (uint)length;
        while (rest >= 0x80)
        {
            target[at++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        target[at++] = (byte)rest;
        return at;
    }

    /// <summary>Writes a field with its content.</summary>
    /// <returns>How many bytes.</returns>
    public static int WriteField(Span<byte> target, int field, ReadOnlySpan<byte> content)
    {
        var at = WriteFieldStart(target, field, content.Length);
        content.CopyTo(target[at..]);
        return at + content.Length;
    }
}

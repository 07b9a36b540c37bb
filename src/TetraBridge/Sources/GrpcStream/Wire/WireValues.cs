using TetraBridge.Buffers;
using TetraBridge.Events;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>Values of the types that aren't text, bytes or messages of the API, as protojson writes them.</summary>
internal static class WireValues
{
    /// <summary>True where a varint is the type's zero, which JSON leaves out.</summary>
    public static bool IsZero(ApiFieldType type, ulong value) =>
        (type is ApiFieldType.Int32 or ApiFieldType.UInt32 or ApiFieldType.Enum ? (uint)value : value) == 0;

    /// <summary>A number, a truth or an enum value.</summary>
    public static void Varint(FieldPlan field, ulong value, ByteBuffer into)
    {
        switch (field.Type)
        {
            case ApiFieldType.Bool:
                into.Write(value != 0 ? "true"u8 : "false"u8);
                break;
            case ApiFieldType.Int32:
                WireText.Number((int)value, into);
                break;
            case ApiFieldType.UInt32:
                WireText.Number((uint)value, into);
                break;
            case ApiFieldType.Int64:
                WireText.Quoted((long)value, into);
                break;
            case ApiFieldType.UInt64:
                WireText.Quoted(value, into);
                break;
            default:
                Enum(field, (int)value, into);
                break;
        }
    }

    /// <summary>
    /// A timestamp or a wrapper; false where the bytes are none. What it holds beyond that, or in place of it, makes it not whole.
    /// </summary>
    public static bool TryWellKnown(FieldPlan field, ReadOnlySpan<byte> value, ByteBuffer into, out bool isWhole)
    {
        ulong one = 0, two = 0;
        isWhole = true;
        var cursor = new WireCursor(value);
        while (!cursor.IsAtEnd)
        {
            if (!cursor.TryTag(out var number, out var type))
            {
                return false;
            }

            if (type == WireType.Varint && number == 1)
            {
                if (!cursor.TryVarint(out one))
                {
                    return false;
                }
            }
            else if (type == WireType.Varint && number == 2 && field.Type == ApiFieldType.Timestamp)
            {
                if (!cursor.TryVarint(out two))
                {
                    return false;
                }
            }
            else if (cursor.TrySkip(type, number))
            {
                isWhole = false;
            }
            else
            {
                return false;
            }
        }

        isWhole &= TryWrite(field.Type, one, two, into);
        return true;
    }

    private static bool TryWrite(ApiFieldType type, ulong one, ulong two, ByteBuffer into)
    {
        switch (type)
        {
            case ApiFieldType.Timestamp when WireText.IsTime((long)one, (int)two):
                WireText.Time((long)one, (int)two, into);
                return true;
            case ApiFieldType.BoolValue:
                into.Write(one != 0 ? "true"u8 : "false"u8);
                return true;
            case ApiFieldType.Int32Value:
                WireText.Number((int)one, into);
                return true;
            case ApiFieldType.UInt32Value:
                WireText.Number((uint)one, into);
                return true;
            default:
                return false;
        }
    }

    private static void Enum(FieldPlan field, int number, ByteBuffer into)
    {
        if (field.EnumNames!.TryGetValue(number, out var name))
        {
            into.Write(name);
        }
        else
        {
            WireText.Number(number, into);
        }
    }
}

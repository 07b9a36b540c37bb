using TetraBridge.Buffers;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>
/// What the wire told and JSON can't: fields that this version has no name for, with their tags, and values that are none of their type.
/// They survive in the line's last key, `tetrabridge_unknown`, by path, in base64 (decisions 9). Not thread-safe.
/// </summary>
internal sealed class UnknownFields(WirePath path)
{
    // So many numbers of one message have an entry of their own; of more, the rest shares the last one. Each costs a pass over all.
    private const int MostNumbers = 32;

    private readonly ByteBuffer _json = new(256);
    private readonly ByteBuffer _together = new(256);

    /// <summary>Forgets all.</summary>
    public void Clear() => _json.Clear();

    /// <summary>Keeps the value of a field of the message that the path stands at; the index is that in a list, -1: it is none.</summary>
    public void Add(FieldPlan field, int index, ReadOnlySpan<byte> value)
    {
        path.Enter(field, index);
        Begin();
        path.Write(_json);
        End(value);
        path.Leave();
    }

    /// <summary>Keeps a message's unknown fields, those of one number together.</summary>
    public void Add(ReadOnlySpan<byte> message, WireIndex index, int first)
    {
        var number = 0;
        for (var count = 1; (number = NextNumber(index, first, number)) != int.MaxValue; count++)
        {
            _together.Clear();
            for (var entry = first; entry >= 0; entry = index[entry].Next)
            {
                if ((int)index[entry].Value == number || (count == MostNumbers && (int)index[entry].Value > number))
                {
                    _together.Write(message.Slice(index[entry].Start, index[entry].Length));
                }
            }

            Begin();
            path.Write(number, _json);
            End(_together.Written);
            if (count == MostNumbers)
            {
                break;
            }
        }
    }

    /// <summary>Appends the key with its object, where there is anything.</summary>
    public void Write(bool isFirst, ByteBuffer into)
    {
        if (_json.Length > 0)
        {
            into.Write(isFirst ? "\"tetrabridge_unknown\":{"u8 : ",\"tetrabridge_unknown\":{"u8);
            into.Write(_json.Written);
            into.Write((byte)'}');
        }
    }

    private static int NextNumber(WireIndex index, int first, int above)
    {
        var next = int.MaxValue;
        for (var entry = first; entry >= 0; entry = index[entry].Next)
        {
            var number = (int)index[entry].Value;
            next = number > above && number < next ? number : next;
        }

        return next;
    }

    private void Begin() => _json.Write(_json.Length == 0 ? "\""u8 : ",\""u8);

    private void End(ReadOnlySpan<byte> value)
    {
        _json.Write("\":"u8);
        WireText.Base64(value, _json);
    }
}

using System.Text;
using System.Text.Unicode;
using TetraBridge.Buffers;
using TetraBridge.Events;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>
/// Writes messages of the wire as protojson does, each by its plan. False everywhere where the bytes are no such message. Not thread-safe.
/// </summary>
internal sealed class WireMessageWriter(WireIndex index, WirePath path, UnknownFields unknown)
{
    private readonly MapPairs _pairs = new();
    private readonly KnownLists _lists = new();
    private ByteBuffer _line = new(0);

    /// <summary>Begins a line.</summary>
    public void Begin(ByteBuffer line) => _line = line;

    /// <summary>Appends the fields of a message that the index has open; what has no name goes to the unknown ones.</summary>
    public bool TryWriteFields(ReadOnlySpan<byte> message, MessagePlan plan, (int Entries, int Chains) mark, ref bool isFirst)
    {
        var fields = plan.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            if (index.First(mark, i) is >= 0 and var entry && !TryWriteField(message, fields[i], entry, ref isFirst))
            {
                return false;
            }
        }

        if (index.First(mark, fields.Length) is >= 0 and var first)
        {
            unknown.Add(message, index, first);
        }

        return true;
    }

    private bool TryWriteMessage(ReadOnlySpan<byte> message, MessagePlan plan)
    {
        if (!index.TryOpen(message, plan, out var mark))
        {
            return false;
        }

        var isFirst = true;
        _line.Write((byte)'{');
        var isRight = TryWriteFields(message, plan, mark, ref isFirst);
        _line.Write((byte)'}');
        index.Close(mark);
        return isRight;
    }

    private bool TryWriteField(ReadOnlySpan<byte> message, FieldPlan field, int entry, ref bool isFirst)
    {
        var before = _line.Length;
        _line.Write(isFirst ? field.Key.AsSpan(1) : field.Key);
        var begun = _line.Length;
        bool isRight;
        if (field.Type == ApiFieldType.Map)
        {
            isRight = TryWriteMap(message, field, entry);
        }
        else if (field.IsRepeated)
        {
            isRight = TryWriteList(message, field, entry);
        }
        else if (field.Merges && index[entry].Next >= 0)
        {
            isRight = TryWriteMerged(message, field, entry);
        }
        else
        {
            // Outside of a oneof, zero and absent are the same.
            isRight = (field.Oneof < 0 && IsZero(field, index[entry])) || TryWriteValue(message, field, index[entry], -1);
        }

        if (_line.Length == begun)
        {
            _line.Truncate(before);
        }
        else
        {
            isFirst = false;
        }

        return isRight;
    }

    private static bool IsZero(FieldPlan field, in WireEntry entry) =>
        field.IsVarint
            ? WireValues.IsZero(field.Type, entry.Value)
            : entry.Length == 0 && field.Type is ApiFieldType.String or ApiFieldType.Bytes;

    private bool TryWriteList(ReadOnlySpan<byte> message, FieldPlan field, int first)
    {
        var entry = index[first];
        if (field.Type != ApiFieldType.Enum || entry.Next >= 0 || entry.Length < KnownLists.Shortest)
        {
            return TryWriteItems(message, field, first);
        }

        var packed = message.Slice(entry.Start, entry.Length);
        if (_lists.TryFind(field, packed, out var text))
        {
            _line.Write(text);
            return true;
        }

        var before = _line.Length;
        var isRight = TryWriteItems(message, field, first);
        if (isRight)
        {
            _lists.Keep(field, packed, _line.Written[before..]);
        }

        return isRight;
    }

    private bool TryWriteItems(ReadOnlySpan<byte> message, FieldPlan field, int first)
    {
        var before = _line.Length;
        _line.Write((byte)'[');
        var begun = _line.Length;
        var item = 0;
        for (var at = first; at >= 0; at = index[at].Next)
        {
            var entry = index[at];
            if (!field.IsVarint || entry.Length < 0)
            {
                Separate(begun);
                if (!TryWriteValue(message, field, entry, item++))
                {
                    return false;
                }

                continue;
            }

            var packed = new WireCursor(message.Slice(entry.Start, entry.Length));
            while (!packed.IsAtEnd)
            {
                if (!packed.TryVarint(out var value))
                {
                    return false;
                }

                Separate(begun);
                WireValues.Varint(field, value, _line);
            }
        }

        if (_line.Length == begun)
        {
            _line.Truncate(before);
            return true;
        }

        _line.Write((byte)']');
        return true;
    }

    private void Separate(int begun)
    {
        if (_line.Length > begun)
        {
            _line.Write((byte)',');
        }
    }

    private bool TryWriteMap(ReadOnlySpan<byte> message, FieldPlan field, int first)
    {
        _pairs.Clear();
        for (var at = first; at >= 0; at = index[at].Next)
        {
            var (start, length) = (index[at].Start, index[at].Length);
            if (!_pairs.TryAdd(message, start, length, out var hasMore))
            {
                return false;
            }

            if (hasMore || !Utf8.IsValid(message.Slice(start, length)))
            {
                unknown.Add(field, _pairs.Count - 1, message.Slice(start, length));
            }
        }

        _pairs.Write(message, _line);
        return true;
    }

    // The parts of a message that came in several make one (protobuf's merging). No agent sends such.
    private bool TryWriteMerged(ReadOnlySpan<byte> message, FieldPlan field, int first)
    {
        var whole = new ByteBuffer(1024);
        for (var at = first; at >= 0; at = index[at].Next)
        {
            whole.Write(message.Slice(index[at].Start, index[at].Length));
        }

        return TryWriteValue(whole.Written, field, new WireEntry(0, whole.Length, 0), -1);
    }

    private bool TryWriteValue(ReadOnlySpan<byte> message, FieldPlan field, in WireEntry entry, int item)
    {
        if (field.IsVarint)
        {
            WireValues.Varint(field, entry.Value, _line);
            return true;
        }

        var value = message.Slice(entry.Start, entry.Length);
        switch (field.Type)
        {
            case ApiFieldType.String:
                if (!WireText.TryQuote(value, _line))
                {
                    unknown.Add(field, item, value);
                }

                return true;
            case ApiFieldType.Bytes:
                WireText.Base64(value, _line);
                return true;
            case ApiFieldType.Message:
                path.Enter(field, item);
                var isRight = TryWriteMessage(value, field.Message!);
                path.Leave();
                return isRight;
            default:
                if (!WireValues.TryWellKnown(field, value, _line, out var isWhole))
                {
                    return false;
                }

                if (!isWhole)
                {
                    unknown.Add(field, item, value);
                }

                return true;
        }
    }
}

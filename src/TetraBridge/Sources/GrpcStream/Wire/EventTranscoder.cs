using System.Text;
using System.Text.Unicode;
using TetraBridge.Buffers;
using TetraBridge.Events;
using TetraBridge.Events.Json;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>
/// Makes of an event as it stands on the wire (GetEventsResponse) the JSON line that Tetragon's own exporter writes of it: protojson with proto names. Fields and enum numbers
/// that a later agent sends survive (decisions 9). Never throws on content. Not thread-safe; allocates nothing an event.
/// </summary>
internal sealed class EventTranscoder
{
    private const int FirstRoom = 32 * 1024;
    private const int MostKept = 1 << 20;

    private readonly WireIndex _index = new();
    private readonly WirePath _path = new();
    private readonly UnknownFields _unknown;
    private readonly MapPairs _pairs = new();
    private readonly int _maxLineBytes;
    private ByteBuffer _line = new(FirstRoom);

    /// <summary>A transcoder.</summary>
    /// <param name="maxLineBytes">The longest line; an event that would be longer is told by its wire bytes.</param>
    public EventTranscoder(int maxLineBytes = 16 << 20)
    {
        _maxLineBytes = maxLineBytes;
        _unknown = new UnknownFields(_path);
    }

    /// <summary>Whether the last message was an event; else its line is one that readers refuse, with the bytes of the message, and it ends as a dead letter.</summary>
    public bool IsEvent { get; private set; }

    /// <summary>The line, without newline; valid until the next call.</summary>
    public ReadOnlySpan<byte> Transcode(ReadOnlySpan<byte> message)
    {
        _line = _line.Array.Length > MostKept ? new ByteBuffer(FirstRoom) : _line;
        _line.Clear();
        _index.Clear();
        _path.Clear();
        _unknown.Clear();
        IsEvent = TryWriteEvent(message) && _line.Length <= _maxLineBytes;
        if (!IsEvent)
        {
            _line.Clear();
            _line.Write("{\"tetrabridge_undecodable\":"u8);
            WireText.Base64(message, _line);
            _line.Write((byte)'}');
        }

        return _line.Written;
    }

    private bool TryWriteEvent(ReadOnlySpan<byte> message)
    {
        var plan = MessagePlan.Event;
        if (!_index.TryOpen(message, plan, out var mark))
        {
            return false;
        }

        _line.Write((byte)'{');
        var unknown = _index.First(mark, plan.Fields.Length);
        var isFirst = !TryWriteUnknownKind(mark, unknown);
        if (!TryWriteFields(message, plan, mark, ref isFirst))
        {
            return false;
        }

        _unknown.Write(isFirst, _line);
        _line.Write((byte)'}');
        return true;
    }

    // An event of a kind that this version doesn't know: readers take an object that they don't know for one.
    private bool TryWriteUnknownKind((int Entries, int Chains) mark, int unknown)
    {
        var fields = MessagePlan.Event.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].Oneof >= 0 && _index.First(mark, i) >= 0)
            {
                return false;
            }
        }

        if (unknown < 0)
        {
            return false;
        }

        _line.Write("\"event_"u8);
        WireText.Number((long)_index[unknown].Value, _line);
        _line.Write("\":{}"u8);
        return true;
    }

    private bool TryWriteMessage(ReadOnlySpan<byte> message, MessagePlan plan)
    {
        if (!_index.TryOpen(message, plan, out var mark))
        {
            return false;
        }

        var isFirst = true;
        _line.Write((byte)'{');
        var isRight = TryWriteFields(message, plan, mark, ref isFirst);
        _line.Write((byte)'}');
        _index.Close(mark);
        return isRight;
    }

    private bool TryWriteFields(ReadOnlySpan<byte> message, MessagePlan plan, (int Entries, int Chains) mark, ref bool isFirst)
    {
        var fields = plan.Fields;
        for (var i = 0; i < fields.Length; i++)
        {
            if (_index.First(mark, i) is >= 0 and var entry && !TryWriteField(message, fields[i], entry, ref isFirst))
            {
                return false;
            }
        }

        if (_index.First(mark, fields.Length) is >= 0 and var unknown)
        {
            _unknown.Add(message, _index, unknown);
        }

        return true;
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
        else if (field.Merges && _index[entry].Next >= 0)
        {
            isRight = TryWriteMerged(message, field, entry);
        }
        else
        {
            // Outside of a oneof, zero and absent are the same.
            isRight = (field.Oneof < 0 && IsZero(field, _index[entry])) || TryWriteValue(message, field, _index[entry], -1);
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
        field.IsVarint ? Narrow(field.Type, entry.Value) == 0 : entry.Length == 0 && field.Type is ApiFieldType.String or ApiFieldType.Bytes;

    private static ulong Narrow(ApiFieldType type, ulong value) => type is ApiFieldType.Int32 or ApiFieldType.UInt32 or ApiFieldType.Enum ? (uint)value : value;

    private bool TryWriteList(ReadOnlySpan<byte> message, FieldPlan field, int first)
    {
        var before = _line.Length;
        _line.Write((byte)'[');
        var begun = _line.Length;
        var index = 0;
        for (var at = first; at >= 0; at = _index[at].Next)
        {
            var entry = _index[at];
            if (!field.IsVarint || entry.Length < 0)
            {
                Separate(begun);
                if (!TryWriteValue(message, field, entry, index++))
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
                WriteVarint(field, value);
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
        for (var at = first; at >= 0; at = _index[at].Next)
        {
            var (start, length) = (_index[at].Start, _index[at].Length);
            if (!_pairs.TryAdd(message, start, length, out var hasMore))
            {
                return false;
            }

            if (hasMore || !Utf8.IsValid(message.Slice(start, length)))
            {
                Keep(field, _pairs.Count - 1, message.Slice(start, length));
            }
        }

        _pairs.Sort(message);
        _line.Write((byte)'{');
        var begun = _line.Length;
        for (var i = 0; i < _pairs.Count; i++)
        {
            if (!_pairs.IsReplaced(message, i))
            {
                Separate(begun);
                TryWriteText(MapPairs.Key(message, _pairs[i]));
                _line.Write((byte)':');
                TryWriteText(message.Slice(_pairs[i].Value, _pairs[i].ValueLength));
            }
        }

        _line.Write((byte)'}');
        return true;
    }

    // The parts of a message that came in several make one (protobuf's merging). No agent sends such.
    private bool TryWriteMerged(ReadOnlySpan<byte> message, FieldPlan field, int first)
    {
        var whole = new ByteBuffer(1024);
        for (var at = first; at >= 0; at = _index[at].Next)
        {
            whole.Write(message.Slice(_index[at].Start, _index[at].Length));
        }

        return TryWriteValue(whole.Written, field, new WireEntry(0, whole.Length, 0), -1);
    }

    private bool TryWriteValue(ReadOnlySpan<byte> message, FieldPlan field, in WireEntry entry, int index)
    {
        if (field.IsVarint)
        {
            WriteVarint(field, entry.Value);
            return true;
        }

        var value = message.Slice(entry.Start, entry.Length);
        switch (field.Type)
        {
            case ApiFieldType.String:
                if (!TryWriteText(value))
                {
                    Keep(field, index, value);
                }

                return true;
            case ApiFieldType.Bytes:
                WireText.Base64(value, _line);
                return true;
            case ApiFieldType.Message:
                _path.Enter(field, index);
                var isRight = TryWriteMessage(value, field.Message!);
                _path.Leave();
                return isRight;
            default:
                return TryWriteWellKnown(field, value, index);
        }
    }

    private bool TryWriteWellKnown(FieldPlan field, ReadOnlySpan<byte> value, int index)
    {
        ulong one = 0, two = 0;
        var hasMore = false;
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
                hasMore = true;
            }
            else
            {
                return false;
            }
        }

        WriteWellKnown(field, one, two, ref hasMore);
        if (hasMore)
        {
            Keep(field, index, value);
        }

        return true;
    }

    private void WriteWellKnown(FieldPlan field, ulong one, ulong two, ref bool hasMore)
    {
        switch (field.Type)
        {
            case ApiFieldType.Timestamp when !WireText.IsTime((long)one, (int)two):
                hasMore = true;
                break;
            case ApiFieldType.Timestamp:
                WireText.Time((long)one, (int)two, _line);
                break;
            case ApiFieldType.BoolValue:
                _line.Write(one != 0 ? "true"u8 : "false"u8);
                break;
            case ApiFieldType.Int32Value:
                WireText.Number((int)one, _line);
                break;
            case ApiFieldType.UInt32Value:
                WireText.Number((uint)one, _line);
                break;
            default:
                hasMore = true;
                break;
        }
    }

    private void WriteVarint(FieldPlan field, ulong value)
    {
        switch (field.Type)
        {
            case ApiFieldType.Bool:
                _line.Write(value != 0 ? "true"u8 : "false"u8);
                break;
            case ApiFieldType.Int32:
                WireText.Number((int)value, _line);
                break;
            case ApiFieldType.UInt32:
                WireText.Number((uint)value, _line);
                break;
            case ApiFieldType.Int64:
                WireText.Quoted((long)value, _line);
                break;
            case ApiFieldType.UInt64:
                WireText.Quoted(value, _line);
                break;
            default:
                WriteEnum(field, (int)value);
                break;
        }
    }

    private void WriteEnum(FieldPlan field, int number)
    {
        if (field.EnumNames!.TryGetValue(number, out var name))
        {
            _line.Write(name);
        }
        else
        {
            WireText.Number(number, _line);
        }
    }

    // Protobuf forbids text that is no UTF-8, and JSON can't tell it: it is written as well as it goes, and the caller keeps the bytes beside it.
    private bool TryWriteText(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            JsonText.Quote(text, _line);
            return true;
        }

        JsonText.Quote(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text)), _line);
        return false;
    }

    private void Keep(FieldPlan field, int index, ReadOnlySpan<byte> value)
    {
        _path.Enter(field, index);
        _unknown.Add(value);
        _path.Leave();
    }
}

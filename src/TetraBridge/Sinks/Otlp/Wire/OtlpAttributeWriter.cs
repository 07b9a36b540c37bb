using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Sinks.Otlp.Wire;

/// <summary>Writes attributes as OTLP KeyValue messages behind a tag: 0x32 in a LogRecord, 0x0A in a Resource. Not thread-safe.</summary>
internal sealed class OtlpAttributeWriter(byte tag) : IRecordWriter, IRepeatingWriter
{
    // Below this the lengths of key and value, and of both together, take one byte each: nearly all values.
    private const int OneByteLength = 0x80;

    private const byte StringValue = 0x0A;
    private const byte BoolValue = 0x10;
    private const byte IntValue = 0x18;
    private const byte ArrayValue = 0x2A;
    private const byte ArrayItem = 0x0A;

    private readonly List<string> _cut = [];
    private readonly KeyHeads _heads = KeyHeads.Instance;
    private readonly RepeatedAttributes _repeated = new();
    private ByteBuffer _into = new(0);
    private int _longestValue = int.MaxValue;
    private (int KeyValue, int Value, int Array) _list;
    private AttributeKey? _listKey;
    private int _listRoom;
    private int _listLength;
    private int _last;

    /// <summary>The values that were cut, as `name=length`.</summary>
    public IReadOnlyList<string> Cut => _cut;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>Begins a record: values longer than <paramref name="longestValue"/> bytes are cut on a rune.</summary>
    public void Begin(ByteBuffer into, int longestValue = int.MaxValue)
    {
        _into = into;
        _longestValue = longestValue;
        _cut.Clear();
        Count = 0;
    }

    /// <inheritdoc/>
    public void Text(AttributeKey key, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > _longestValue)
        {
            _cut.Add($"{key.Name}={utf8.Length}");
            utf8 = Utf8Cut.At(utf8, _longestValue);
        }

        var head = _heads.Of(key);
        var size = head.Length + 3 + utf8.Length;
        if (size < OneByteLength)
        {
            Count++;
            _into.Advance(ShortText(_into.Reserve(size + 2), head, utf8, size));
            return;
        }

        var stringSize = 1 + ProtobufWriter.VarintSize((ulong)utf8.Length) + utf8.Length;
        var room = Key(key, stringSize, out var at);
        room[at++] = StringValue;
        at += ProtobufWriter.Varint(room[at..], (ulong)utf8.Length);
        utf8.CopyTo(room[at..]);
        _into.Advance(at + utf8.Length);
    }

    /// <inheritdoc/>
    public void Number(AttributeKey key, long value)
    {
        var room = Key(key, 1 + ProtobufWriter.VarintSize((ulong)value), out var at);
        room[at++] = IntValue;
        _into.Advance(at + ProtobufWriter.Varint(room[at..], (ulong)value));
    }

    /// <inheritdoc/>
    public bool TryRepeat(AttributeKey key, ReadOnlySpan<byte> toldFrom)
    {
        if (_longestValue != int.MaxValue)
        {
            return false;
        }

        var encoded = _repeated.Find(key, toldFrom);
        _into.Write(encoded);
        Count += encoded.IsEmpty ? 0 : 1;
        return !encoded.IsEmpty;
    }

    /// <inheritdoc/>
    public void Keep(AttributeKey key, ReadOnlySpan<byte> toldFrom)
    {
        if (_longestValue == int.MaxValue)
        {
            _repeated.Keep(key, toldFrom, _into.Written[_last..]);
        }
    }

    /// <inheritdoc/>
    public void Flag(AttributeKey key, bool value)
    {
        var room = Key(key, 2, out var at);
        room[at] = BoolValue;
        room[at + 1] = value ? (byte)1 : (byte)0;
        _into.Advance(at + 2);
    }

    /// <inheritdoc/>
    public void BeginList(AttributeKey key)
    {
        Count++;
        _last = _into.Length;
        _list.KeyValue = ProtobufWriter.BeginNested(_into, tag);
        var head = _heads.Of(key);
        _into.Write(head.AsSpan(0, head.Length - 1));
        _list.Value = ProtobufWriter.BeginNested(_into, head[^1]);
        _list.Array = ProtobufWriter.BeginNested(_into, ArrayValue);
        _listKey = key;
        _listRoom = _longestValue;
        _listLength = 0;
    }

    /// <inheritdoc/>
    public void Item(ReadOnlySpan<byte> utf8)
    {
        _listLength += utf8.Length;
        if (utf8.Length > _listRoom)
        {
            utf8 = Utf8Cut.At(utf8, _listRoom);
            if (utf8.IsEmpty)
            {
                return;
            }
        }

        _listRoom -= utf8.Length;
        var size = 1 + ProtobufWriter.VarintSize((ulong)utf8.Length) + utf8.Length;
        var room = _into.Reserve(12 + size);
        room[0] = ArrayItem;
        var at = 1 + ProtobufWriter.Varint(room[1..], (ulong)size);
        room[at++] = StringValue;
        at += ProtobufWriter.Varint(room[at..], (ulong)utf8.Length);
        utf8.CopyTo(room[at..]);
        _into.Advance(at + utf8.Length);
    }

    /// <inheritdoc/>
    public void EndList()
    {
        ProtobufWriter.EndNested(_into, _list.Array);
        ProtobufWriter.EndNested(_into, _list.Value);
        ProtobufWriter.EndNested(_into, _list.KeyValue);
        if (_listLength > _longestValue)
        {
            _cut.Add($"{_listKey!.Name}={_listLength}");
        }
    }

    /// <summary>
    /// Writes `tetrabridge.cut`, whatever its own length: what was cut in this record and <paramref name="besides"/>; nothing where neither
    /// is.
    /// </summary>
    public void WriteCut(AttributeKey key, IReadOnlyList<string> besides)
    {
        if (_cut.Count + besides.Count == 0)
        {
            return;
        }

        _longestValue = int.MaxValue;
        BeginList(key);
        foreach (var name in _cut.Concat(besides))
        {
            Item(Encoding.UTF8.GetBytes(name));
        }

        EndList();
    }

    // KeyValue { key, value { … } } up to the value's content; room is left for `valueSize` bytes behind `at`.
    private Span<byte> Key(AttributeKey key, int valueSize, out int at)
    {
        Count++;
        var head = _heads.Of(key);
        var size = head.Length + ProtobufWriter.VarintSize((ulong)valueSize) + valueSize;
        var room = _into.Reserve(size + 16);
        room[0] = tag;
        at = 1 + ProtobufWriter.Varint(room[1..], (ulong)size);
        head.CopyTo(room[at..]);
        at += head.Length;
        at += ProtobufWriter.Varint(room[at..], (ulong)valueSize);
        return room;
    }

    private int ShortText(Span<byte> room, byte[] head, ReadOnlySpan<byte> utf8, int size)
    {
        room[0] = tag;
        room[1] = (byte)size;
        head.CopyTo(room[2..]);
        var value = room.Slice(2 + head.Length, 3 + utf8.Length);
        value[0] = (byte)(2 + utf8.Length);
        value[1] = StringValue;
        value[2] = (byte)utf8.Length;
        utf8.CopyTo(value[3..]);
        return size + 2;
    }
}

using TetraBridge.Buffers;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>
/// Makes of an event as it stands on the wire (GetEventsResponse) the JSON line that Tetragon's own exporter writes of it: protojson with
/// proto names. Fields and enum numbers that a later agent sends survive (decisions 9). Never throws on content. Not thread-safe; allocates
/// nothing an event.
/// </summary>
internal sealed class EventTranscoder
{
    private const int FirstRoom = 32 * 1024;
    private const int MostKept = 1 << 20;

    private readonly WireIndex _index = new();
    private readonly WirePath _path = new();
    private readonly UnknownFields _unknown;
    private readonly WireMessageWriter _messages;
    private readonly int _maxLineBytes;
    private readonly int _mostWireBytes;
    private ByteBuffer _line = new(FirstRoom);

    /// <summary>A transcoder.</summary>
    /// <param name="maxLineBytes">The longest line; an event that would be longer is told by its wire bytes.</param>
    public EventTranscoder(int maxLineBytes = 16 << 20)
    {
        _maxLineBytes = maxLineBytes;

        // Base64 makes four bytes of three; two quotes and a brace are around it.
        _mostWireBytes = (maxLineBytes - Undecodable.Length - 3) / 4 * 3;
        _unknown = new UnknownFields(_path);
        _messages = new WireMessageWriter(_index, _path, _unknown);
    }

    private static ReadOnlySpan<byte> Undecodable => "{\"tetrabridge_undecodable\":"u8;

    /// <summary>
    /// Whether the last message was an event; else its line is one that readers refuse, with the bytes of the message as far as a line
    /// holds them, and it ends as a dead letter.
    /// </summary>
    public bool IsEvent { get; private set; }

    /// <summary>The line, without newline; valid until the next call.</summary>
    public ReadOnlySpan<byte> Transcode(ReadOnlySpan<byte> message)
    {
        _line = _line.Array.Length > MostKept ? new ByteBuffer(FirstRoom) : _line;
        _line.Clear();
        _index.Clear();
        _path.Clear();
        _unknown.Clear();
        _messages.Begin(_line);
        IsEvent = TryWriteEvent(message) && _line.Length <= _maxLineBytes;
        if (!IsEvent)
        {
            _line.Clear();
            _line.Write(Undecodable);
            WireText.Base64(message[..Math.Min(message.Length, _mostWireBytes)], _line);
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
        if (!_messages.TryWriteFields(message, plan, mark, ref isFirst))
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
}

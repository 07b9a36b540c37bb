using TetraBridge.Buffers;
using TetraBridge.Events;

namespace TetraBridge.Records;

/// <summary>The event name of a record: `tetragon.` and the event's kind. Not thread-safe.</summary>
internal sealed class EventName
{
    private readonly ByteBuffer _name = new(128);

    /// <summary>The name; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(TetragonEvent e)
    {
        _name.Clear();
        _name.Write("tetragon."u8);
        _name.Write(e.KindName);
        return _name.Written;
    }
}

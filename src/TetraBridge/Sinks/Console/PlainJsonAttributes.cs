using System.Globalization;
using TetraBridge.Buffers;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Sinks.Console;

/// <summary>Writes attributes as plain members of a JSON object that has begun and has a member already. Not thread-safe.</summary>
internal sealed class PlainJsonAttributes : IRecordWriter
{
    private readonly TerminalJson _json = new();
    private ByteBuffer _into = new(0);
    private bool _firstItem;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>Begins a record or resource.</summary>
    public void Begin(ByteBuffer into)
    {
        _into = into;
        Count = 0;
    }

    /// <inheritdoc/>
    public void Text(AttributeKey key, ReadOnlySpan<byte> utf8)
    {
        Key(key);
        _json.Quote(utf8, _into);
    }

    /// <inheritdoc/>
    public void Number(AttributeKey key, long value)
    {
        Key(key);
        value.TryFormat(_into.Reserve(20), out var written, provider: CultureInfo.InvariantCulture);
        _into.Advance(written);
    }

    /// <inheritdoc/>
    public void Flag(AttributeKey key, bool value)
    {
        Key(key);
        _into.Write(value ? "true"u8 : "false"u8);
    }

    /// <inheritdoc/>
    public void BeginList(AttributeKey key)
    {
        Key(key);
        _into.Write((byte)'[');
        _firstItem = true;
    }

    /// <inheritdoc/>
    public void Item(ReadOnlySpan<byte> utf8)
    {
        if (!_firstItem)
        {
            _into.Write((byte)',');
        }

        _firstItem = false;
        _json.Quote(utf8, _into);
    }

    /// <inheritdoc/>
    public void EndList() => _into.Write((byte)']');

    private void Key(AttributeKey key)
    {
        Count++;
        _into.Write((byte)',');
        _json.Quote(key.Utf8, _into);
        _into.Write((byte)':');
    }
}

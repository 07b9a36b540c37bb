using System.Globalization;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Events.Json;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>Writes attributes as members of a JSON object that has begun and has a member already. Not thread-safe.</summary>
/// <param name="rename">What a member is called; null: as its attribute, from text that is made once.</param>
internal sealed class FlatJsonAttributes(Func<string, string>? rename = null) : IRecordWriter
{
    private readonly byte[]?[] _heads = new byte[]?[AttributeCatalog.Instance.All.Count];
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
        Head(key);
        JsonText.Quote(utf8, _into);
    }

    /// <inheritdoc/>
    public void Number(AttributeKey key, long value)
    {
        Head(key);
        value.TryFormat(_into.Reserve(20), out var written, provider: CultureInfo.InvariantCulture);
        _into.Advance(written);
    }

    /// <inheritdoc/>
    public void Flag(AttributeKey key, bool value)
    {
        Head(key);
        _into.Write(value ? "true"u8 : "false"u8);
    }

    /// <inheritdoc/>
    public void BeginList(AttributeKey key)
    {
        Head(key);
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
        JsonText.Quote(utf8, _into);
    }

    /// <inheritdoc/>
    public void EndList() => _into.Write((byte)']');

    // `,"name":`
    private void Head(AttributeKey key)
    {
        Count++;
        _into.Write(key.Index < 0 ? Made(key) : _heads[key.Index] ??= Made(key));
    }

    private byte[] Made(AttributeKey key)
    {
        var head = new ByteBuffer(64);
        head.Write((byte)',');
        JsonText.Quote(Encoding.UTF8.GetBytes(rename is null ? key.Name : rename(key.Name)), head);
        head.Write((byte)':');
        return head.Written.ToArray();
    }
}

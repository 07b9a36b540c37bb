using System.Globalization;
using TetraBridge.Buffers;
using TetraBridge.Events.Json;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Sinks.OtlpFile;

/// <summary>
/// Writes attributes as KeyValue objects of OTLP's JSON (specification "OTLP/JSON": lowerCamelCase, 64-bit integers as strings). Not
/// thread-safe.
/// </summary>
internal sealed class OtlpJsonAttributes : IRecordWriter
{
    private ByteBuffer _into = new(0);
    private bool _firstItem;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>Begins the list of attributes of a record or resource.</summary>
    public void Begin(ByteBuffer into)
    {
        _into = into;
        Count = 0;
        _into.Write("["u8);
    }

    /// <summary>Ends the list.</summary>
    public void End() => _into.Write("]"u8);

    /// <inheritdoc/>
    public void Text(AttributeKey key, ReadOnlySpan<byte> utf8)
    {
        Key(key, "\"stringValue\":"u8);
        JsonText.Quote(utf8, _into);
        _into.Write("}}"u8);
    }

    /// <inheritdoc/>
    public void Number(AttributeKey key, long value)
    {
        Key(key, "\"intValue\":\""u8);
        value.TryFormat(_into.Reserve(20), out var written, provider: CultureInfo.InvariantCulture);
        _into.Advance(written);
        _into.Write("\"}}"u8);
    }

    /// <inheritdoc/>
    public void Flag(AttributeKey key, bool value)
    {
        Key(key, "\"boolValue\":"u8);
        _into.Write(value ? "true}}"u8 : "false}}"u8);
    }

    /// <inheritdoc/>
    public void BeginList(AttributeKey key)
    {
        Key(key, "\"arrayValue\":{\"values\":["u8);
        _firstItem = true;
    }

    /// <inheritdoc/>
    public void Item(ReadOnlySpan<byte> utf8)
    {
        _into.Write(_firstItem ? "{\"stringValue\":"u8 : ",{\"stringValue\":"u8);
        _firstItem = false;
        JsonText.Quote(utf8, _into);
        _into.Write("}"u8);
    }

    /// <inheritdoc/>
    public void EndList() => _into.Write("]}}}"u8);

    private void Key(AttributeKey key, ReadOnlySpan<byte> value)
    {
        _into.Write(Count == 0 ? "{\"key\":"u8 : ",{\"key\":"u8);
        Count++;
        JsonText.Quote(key.Utf8, _into);
        _into.Write(",\"value\":{"u8);
        _into.Write(value);
    }
}

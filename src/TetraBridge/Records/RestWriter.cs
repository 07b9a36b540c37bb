using TetraBridge.Buffers;
using TetraBridge.Events;
using TetraBridge.Events.Json;

namespace TetraBridge.Records;

/// <summary>Builds `tetragon.rest`: one JSON object of what was rolled up, by path. Not thread-safe.</summary>
internal sealed class RestWriter
{
    private readonly ByteBuffer _json = new(8192);

    /// <summary>True where nothing was rolled up.</summary>
    public bool IsEmpty => _json.Length == 0;

    /// <summary>Forgets the last record.</summary>
    public void Clear() => _json.Clear();

    /// <summary>Adds a leaf by its path.</summary>
    public void Add(ReadOnlySpan<byte> path, LeafKind kind, ReadOnlySpan<byte> value)
    {
        _json.Write((byte)(_json.Length == 0 ? '{' : ','));
        JsonText.Quote(path, _json);
        _json.Write((byte)':');
        switch (kind)
        {
            case LeafKind.Text:
                JsonText.Quote(value, _json);
                break;
            case LeafKind.List or LeafKind.Json:
                JsonText.Compact(value, _json);
                break;
            default:
                _json.Write(value);
                break;
        }
    }

    /// <summary>The whole object.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        _json.Write((byte)'}');
        return _json.Written;
    }
}

using TetraBridge.Buffers;
using TetraBridge.Events;
using TetraBridge.Events.Json;

namespace TetraBridge.Records.Mapping;

/// <summary>
/// Builds `tetragon.rest`: one JSON object of what was rolled up, by path. Values of environment variables are withheld wherever they
/// stand. Not thread-safe.
/// </summary>
internal sealed class RestWriter
{
    private readonly ByteBuffer _json = new(8192);
    private readonly ByteBuffer _compact = new(8192);

    /// <summary>True where nothing was rolled up.</summary>
    public bool IsEmpty => _json.Length == 0;

    private static ReadOnlySpan<byte> Environment => "environment_variables"u8;

    private static ReadOnlySpan<byte> EnvironmentMember => "\"environment_variables\":"u8;

    private static ReadOnlySpan<byte> Withheld => "\"withheld\""u8;

    /// <summary>Forgets the last record.</summary>
    public void Clear() => _json.Clear();

    /// <summary>Adds a leaf by its path.</summary>
    public void Add(TetragonEvent e, in Leaf leaf)
    {
        var path = leaf.Field == Field.None ? e.UnknownPath(leaf) : EventSchema.Instance.Node(leaf.Field)!.PathUtf8;
        _json.Write((byte)(_json.Length == 0 ? '{' : ','));
        JsonText.Quote(path, _json);
        _json.Write((byte)':');
        if (path.EndsWith(Environment))
        {
            _json.Write(Withheld);
        }
        else
        {
            Value(leaf.Kind, e.Value(leaf));
        }
    }

    /// <summary>The whole object.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        _json.Write((byte)'}');
        return _json.Written;
    }

    private void Value(LeafKind kind, ReadOnlySpan<byte> value)
    {
        switch (kind)
        {
            case LeafKind.Text:
                JsonText.Quote(value, _json);
                break;
            case LeafKind.List or LeafKind.Json:
                _compact.Clear();
                JsonText.Compact(value, _compact);
                WithoutEnvironment(_compact.Written);
                break;
            default:
                _json.Write(value);
                break;
        }
    }

    // In compact JSON the member's text can't stand inside a string: there its quotes would be escaped.
    private void WithoutEnvironment(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf(EnvironmentMember) is var member && member >= 0)
        {
            var colon = member + EnvironmentMember.Length - 1;
            _json.Write(json[..(colon + 1)]);
            _json.Write(Withheld);
            var values = new JsonItems(json[colon..]);
            values.Next();
            json = json[(colon + 1 + values.Value.Length + (values.IsString ? 2 : 0))..];
        }

        _json.Write(json);
    }
}

using TetraBridge.Records.Attributes;

namespace TetraBridge.Sinks.Otlp.Wire;

/// <summary>
/// How a KeyValue begins, for each attribute of the catalog: tag, length and text of the key, and the tag of the value. Immutable.
/// </summary>
internal sealed class KeyHeads
{
    private const byte KeyTag = 0x0A;
    private const byte ValueTag = 0x12;

    private readonly byte[][] _heads;

    private KeyHeads()
    {
        _heads = new byte[AttributeCatalog.Instance.All.Count][];
        foreach (var key in AttributeCatalog.Instance.All)
        {
            _heads[key.Index] = Encode(key);
        }
    }

    /// <summary>Those of the one catalog.</summary>
    public static KeyHeads Instance { get; } = new();

    /// <summary>The head of a key; of one that the catalog does not have (a resource's) it is made.</summary>
    public byte[] Of(AttributeKey key) => key.Index < 0 ? Encode(key) : _heads[key.Index];

    private static byte[] Encode(AttributeKey key)
    {
        var head = new byte[7 + key.Utf8.Length];
        head[0] = KeyTag;
        var size = 1 + ProtobufWriter.Varint(head.AsSpan(1), (ulong)key.Utf8.Length);
        key.Utf8.CopyTo(head.AsSpan(size));
        size += key.Utf8.Length;
        head[size++] = ValueTag;
        return head[..size];
    }
}

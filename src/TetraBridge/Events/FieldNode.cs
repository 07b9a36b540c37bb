using System.Text;

namespace TetraBridge.Events;

/// <summary>A field as the reader meets it: its key, what to do with its value, and the fields below. Immutable after <see cref="EventSchema"/> made it.</summary>
internal sealed class FieldNode
{
    private readonly byte[] _key;
    private readonly byte[] _path;

    /// <summary>Makes a node; the path is dotted from the event's body, lists end in [].</summary>
    public FieldNode(string key, string path, FieldShape shape, ApiFieldType type, Field field, FieldNode[] children)
    {
        _key = Encoding.UTF8.GetBytes(key);
        _path = Encoding.UTF8.GetBytes(path);
        Path = path;
        Shape = shape;
        Type = type;
        Field = field;
        Children = children;
    }

    /// <summary>The JSON key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>The dotted path, as in `process.pod.container.id` or `args[].sock_arg.daddr`.</summary>
    public string Path { get; }

    /// <summary>The path as UTF-8.</summary>
    public ReadOnlySpan<byte> PathUtf8 => _path;

    /// <summary>What the reader does with the value.</summary>
    public FieldShape Shape { get; }

    /// <summary>The type in the API.</summary>
    public ApiFieldType Type { get; }

    /// <summary>The field's number; none for objects.</summary>
    public Field Field { get; }

    /// <summary>The fields below.</summary>
    public FieldNode[] Children { get; }

    /// <summary>The child with this key, or null. <paramref name="guess"/> is the index of the child expected next: protojson writes in the order of the API.</summary>
    public FieldNode? Find(ReadOnlySpan<byte> key, ref int guess)
    {
        var children = Children;
        for (var i = 0; i < children.Length; i++)
        {
            if (guess >= children.Length)
            {
                guess = 0;
            }

            var child = children[guess++];
            if (key.SequenceEqual(child._key))
            {
                return child;
            }
        }

        return null;
    }
}

using System.Text;

namespace TetraBridge.Records.Attributes;

/// <summary>An attribute's name and type. <paramref name="index"/> numbers the keys of one catalog from 0.</summary>
internal sealed class AttributeKey(string name, AttributeType type, int index)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    /// <summary>The dotted name.</summary>
    public string Name { get; } = name;

    /// <summary>The type of its values.</summary>
    public AttributeType Type { get; } = type;

    /// <summary>Its number in the catalog.</summary>
    public int Index { get; } = index;

    /// <summary>The name as UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;
}

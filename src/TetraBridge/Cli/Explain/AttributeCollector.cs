using System.Text;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Cli.Explain;

/// <summary>Collects the attributes of one record or resource by name.</summary>
internal sealed class AttributeCollector : IRecordWriter
{
    private readonly SortedDictionary<string, object> _attributes = new(StringComparer.Ordinal);
    private List<string> _items = [];

    /// <summary>String, long, bool or a list of strings, by name.</summary>
    public IReadOnlyDictionary<string, object> Attributes => _attributes;

    /// <inheritdoc/>
    public int Count => _attributes.Count;

    /// <inheritdoc/>
    public void Text(AttributeKey key, ReadOnlySpan<byte> utf8) => _attributes[key.Name] = Encoding.UTF8.GetString(utf8);

    /// <inheritdoc/>
    public void Number(AttributeKey key, long value) => _attributes[key.Name] = value;

    /// <inheritdoc/>
    public void Flag(AttributeKey key, bool value) => _attributes[key.Name] = value;

    /// <inheritdoc/>
    public void BeginList(AttributeKey key) => _attributes[key.Name] = _items = [];

    /// <inheritdoc/>
    public void Item(ReadOnlySpan<byte> utf8) => _items.Add(Encoding.UTF8.GetString(utf8));

    /// <inheritdoc/>
    public void EndList()
    {
    }
}

using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Cli.Explain;

/// <summary>Collects the attributes of one record or resource by name.</summary>
/// <param name="longestValue">Longer values are cut on a rune, and named in <see cref="Cut"/>.</param>
internal sealed class AttributeCollector(int longestValue = int.MaxValue) : IRecordWriter
{
    private readonly SortedDictionary<string, object> _attributes = new(StringComparer.Ordinal);
    private readonly List<string> _cut = [];
    private List<string> _items = [];
    private string _list = "";
    private int _listLength;

    /// <summary>String, long, bool or a list of strings, by name.</summary>
    public IReadOnlyDictionary<string, object> Attributes => _attributes;

    /// <summary>The values that were cut, as `name=length`.</summary>
    public IReadOnlyList<string> Cut => _cut;

    /// <inheritdoc/>
    public int Count => _attributes.Count;

    /// <inheritdoc/>
    public void Text(AttributeKey key, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > longestValue)
        {
            _cut.Add($"{key.Name}={utf8.Length}");
        }

        _attributes[key.Name] = Encoding.UTF8.GetString(Utf8Cut.At(utf8, longestValue));
    }

    /// <inheritdoc/>
    public void Number(AttributeKey key, long value) => _attributes[key.Name] = value;

    /// <inheritdoc/>
    public void Flag(AttributeKey key, bool value) => _attributes[key.Name] = value;

    /// <inheritdoc/>
    public void BeginList(AttributeKey key)
    {
        _attributes[key.Name] = _items = [];
        _list = key.Name;
        _listLength = 0;
    }

    /// <inheritdoc/>
    public void Item(ReadOnlySpan<byte> utf8)
    {
        var cut = Utf8Cut.At(utf8, Math.Max(0, longestValue - _listLength));
        _listLength += utf8.Length;
        if (!cut.IsEmpty || utf8.IsEmpty)
        {
            _items.Add(Encoding.UTF8.GetString(cut));
        }
    }

    /// <inheritdoc/>
    public void EndList()
    {
        if (_listLength > longestValue)
        {
            _cut.Add($"{_list}={_listLength}");
        }
    }

    /// <summary>Adds a list of ours, whole.</summary>
    public void Add(string name, IReadOnlyList<string> items) => _attributes[name] = items.ToList();
}

using System.Text;

namespace TetraBridge.Categories;

/// <summary>
/// A small fixed table by text, asked in UTF-8: texts of other lengths are never compared. Immutable, thread-safe, allocates nothing when
/// asked.
/// </summary>
internal sealed class TextTable<T>
{
    private readonly (byte[] Text, T Value)[][] _byLength;

    /// <summary>Makes the table; of a text told twice the first row counts.</summary>
    public TextTable(IEnumerable<(string Text, T Value)> rows)
    {
        var groups = rows.DistinctBy(row => row.Text, StringComparer.Ordinal).Select(
            row => (Text: Encoding.UTF8.GetBytes(row.Text), row.Value)).ToLookup(row => row.Text.Length);
        _byLength = [.. Enumerable.Range(0, groups.Max(group => group.Key) + 1).Select(length => groups[length].ToArray())];
    }

    /// <summary>The text's value; false where it is not in the table.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out T? value)
    {
        if (text.Length < _byLength.Length)
        {
            foreach (var row in _byLength[text.Length])
            {
                if (text.SequenceEqual(row.Text))
                {
                    value = row.Value;
                    return true;
                }
            }
        }

        value = default;
        return false;
    }
}

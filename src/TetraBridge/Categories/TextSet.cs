using System.Text;

namespace TetraBridge.Categories;

/// <summary>A small fixed set of texts that is asked in UTF-8. Immutable, thread-safe, allocates nothing when asked.</summary>
internal sealed class TextSet
{
    private readonly byte[][][] _byLength;

    /// <summary>Makes the set; a text told twice counts once.</summary>
    public TextSet(IReadOnlyCollection<string> texts)
    {
        var groups = texts.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).ToLookup(text => text.Length);
        _byLength = [.. Enumerable.Range(0, groups.Max(group => group.Key) + 1).Select(length => groups[length].ToArray())];
    }

    /// <summary>True where the text is one of the set.</summary>
    public bool Contains(ReadOnlySpan<byte> text)
    {
        if (text.Length < _byLength.Length)
        {
            foreach (var candidate in _byLength[text.Length])
            {
                if (text.SequenceEqual(candidate))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

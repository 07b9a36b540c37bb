namespace TetraBridge.Categories;

/// <summary>A small fixed set of texts that is asked in UTF-8. Immutable, thread-safe, allocates nothing when asked.</summary>
internal sealed class TextSet
{
    private readonly TextTable<bool> _texts;

    /// <summary>Makes the set; a text told twice counts once.</summary>
    public TextSet(IEnumerable<string> texts) => _texts = new TextTable<bool>(texts.Select(text => (text, true)));

    /// <summary>True where the text is one of the set.</summary>
    public bool Contains(ReadOnlySpan<byte> text) => _texts.TryFind(text, out _);
}

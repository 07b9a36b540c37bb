using System.Text;

namespace TetraBridge.Categories;

/// <summary>
/// A pattern on UTF-8 in which `*` stands for any characters, none included; all else is exact, case too. Immutable, thread-safe, allocates
/// nothing when matching.
/// </summary>
internal sealed class TextPattern
{
    private readonly byte[][] _pieces;
    private readonly bool _fileNameOnly;

    private TextPattern(string text, bool fileNameOnly)
    {
        Text = text;
        _fileNameOnly = fileNameOnly;
        _pieces = [.. text.Split('*').Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>A pattern for whole values.</summary>
    public static TextPattern Of(string text) => new(text, fileNameOnly: false);

    /// <summary>A pattern for binaries: without a slash it is for the file name.</summary>
    public static TextPattern OfBinary(string text) => new(text, fileNameOnly: !text.Contains('/', StringComparison.Ordinal));

    /// <summary>True where the value fits the pattern.</summary>
    public bool Matches(ReadOnlySpan<byte> value)
    {
        var rest = _fileNameOnly ? Binaries.FileName(value) : value;
        var first = _pieces[0];
        if (_pieces.Length == 1)
        {
            return rest.SequenceEqual(first);
        }

        var last = _pieces[^1];
        if (rest.Length < first.Length + last.Length || !rest.StartsWith(first) || !rest.EndsWith(last))
        {
            return false;
        }

        // Taking each piece at its first place leaves the most room for those behind it.
        rest = rest[first.Length..^last.Length];
        foreach (var piece in _pieces.AsSpan(1, _pieces.Length - 2))
        {
            var found = rest.IndexOf(piece);
            if (found < 0)
            {
                return false;
            }

            rest = rest[(found + piece.Length)..];
        }

        return true;
    }
}

using System.Globalization;
using System.Text;

namespace TetraBridge.Terminal;

/// <summary>Makes untrusted text safe for a terminal, a log line or a page: event content is hostile (design law 8).</summary>
internal static class Printable
{
    /// <summary>
    /// The text with every control character, line break, bidi override, invisible format character and lone surrogate written as `\n`, `\t`, `\r`, `\xHH` or
    /// `\u{HHHH}`. The same instance where there is nothing to escape. For people: a backslash stays as it is, so the way back is not unique.
    /// </summary>
    public static string Escape(string text)
    {
        var first = FirstUnsafe(text);
        if (first < 0)
        {
            return text;
        }

        var into = new StringBuilder(text.Length + 16).Append(text, 0, first);
        Append(into, text.AsSpan(first));
        return into.ToString();
    }

    /// <summary>As <see cref="Escape(string)"/>, of UTF-8; bytes that are none are written as `\xHH`.</summary>
    public static string Escape(ReadOnlySpan<byte> utf8)
    {
        var into = new StringBuilder(utf8.Length + 16);
        while (!utf8.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(utf8, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                Append(into, rune);
            }
            else
            {
                foreach (var wrong in utf8[..length])
                {
                    into.Append(CultureInfo.InvariantCulture, $"\\x{wrong:x2}");
                }
            }

            utf8 = utf8[length..];
        }

        return into.ToString();
    }

    /// <summary>Appends the escaped text.</summary>
    public static void Append(StringBuilder into, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                Append(into, rune);
            }
            else
            {
                into.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[0]:x}}}");
            }

            text = text[length..];
        }
    }

    private static int FirstUnsafe(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // Surrogates go the slow way: only the pair tells what they are.
            if (text[i] is < ' ' or > '~' && (char.IsSurrogate(text[i]) || !IsSafe(new Rune(text[i]))))
            {
                return i;
            }
        }

        return -1;
    }

    private static void Append(StringBuilder into, Rune rune)
    {
        if (IsSafe(rune))
        {
            Span<char> chars = stackalloc char[2];
            into.Append(chars[..rune.EncodeToUtf16(chars)]);
            return;
        }

        _ = rune.Value switch
        {
            '\n' => into.Append("\\n"),
            '\r' => into.Append("\\r"),
            '\t' => into.Append("\\t"),
            < 0x80 => into.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
            _ => into.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
        };
    }

    // Format holds the bidi marks and overrides, zero-width characters and tags; unassigned ones may become such in a newer terminal.
    private static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}

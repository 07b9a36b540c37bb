using System.Buffers;
using System.Globalization;
using System.Text;

namespace TetraBridge.Buffers;

/// <summary>
/// Makes text of unknown origin fit for a terminal, a log line or a page (design law 8): control characters, line breaks, marks that turn
/// the direction of text, invisible format characters, and what is no text at all are written as \n, \r, \t, \xHH or \u{H…}. All else
/// stays, a backslash too: for people, the way back is not unique.
/// </summary>
internal static class PrintableText
{
    private const byte FirstPlain = (byte)' ';
    private const byte LastPlain = (byte)'~';

    /// <summary>Appends the text, escaped; bytes that are no UTF-8 as \xHH. Allocates nothing.</summary>
    public static void Append(ReadOnlySpan<byte> utf8, ByteBuffer into)
    {
        while (true)
        {
            var plain = IndexOfSuspect(utf8);
            if (plain < 0)
            {
                into.Write(utf8);
                return;
            }

            into.Write(utf8[..plain]);
            utf8 = utf8[plain..];
            if (Rune.DecodeFromUtf8(utf8, out var rune, out var length) == OperationStatus.Done)
            {
                Append(rune, into);
            }
            else
            {
                foreach (var wrong in utf8[..length])
                {
                    EscapeByte(wrong, into);
                }
            }

            utf8 = utf8[length..];
        }
    }

    /// <summary>The first byte that may begin what must be escaped; -1 for none.</summary>
    public static int IndexOfSuspect(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExceptInRange(FirstPlain, LastPlain);

    /// <summary>
    /// True for what a terminal or page would obey, or hide, instead of showing it. Format holds the marks of direction, zero-width
    /// characters and tags; what is unassigned may become such.
    /// </summary>
    public static bool MustEscape(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>The text, escaped; lone surrogates as \u{H…}. The same instance where there is nothing to escape.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange((char)FirstPlain, (char)LastPlain))
        {
            return text;
        }

        var into = new ByteBuffer(text.Length + 16);
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done)
            {
                Append(rune, into);
            }
            else
            {
                EscapeCode(rest[0], into);
            }

            rest = rest[length..];
        }

        var escaped = Encoding.UTF8.GetString(into.Written);
        return escaped == text ? text : escaped;
    }

    /// <summary>The text, escaped, of UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        var into = new ByteBuffer(utf8.Length + 16);
        Append(utf8, into);
        return Encoding.UTF8.GetString(into.Written);
    }

    private static void Append(Rune rune, ByteBuffer into)
    {
        if (!MustEscape(rune))
        {
            into.Advance(rune.EncodeToUtf8(into.Reserve(4)));
        }
        else if (rune.IsAscii)
        {
            EscapeByte((byte)rune.Value, into);
        }
        else
        {
            EscapeCode(rune.Value, into);
        }
    }

    private static void EscapeByte(byte value, ByteBuffer into)
    {
        var named = value switch
        {
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => [],
        };
        if (!named.IsEmpty)
        {
            into.Write(named);
            return;
        }

        into.Write("\\x"u8);
        value.TryFormat(into.Reserve(2), out var written, "x2", CultureInfo.InvariantCulture);
        into.Advance(written);
    }

    private static void EscapeCode(int code, ByteBuffer into)
    {
        into.Write("\\u{"u8);
        code.TryFormat(into.Reserve(8), out var written, "x", CultureInfo.InvariantCulture);
        into.Advance(written);
        into.Write((byte)'}');
    }
}

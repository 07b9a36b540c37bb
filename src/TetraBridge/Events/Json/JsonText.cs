using System.Buffers;
using System.Text;
using TetraBridge.Buffers;

namespace TetraBridge.Events.Json;

/// <summary>Text inside JSON: taking escapes out, taking blanks out, putting escapes in (RFC 8259).</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> _mustEscape = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    /// <summary>
    /// Writes the string without its escapes and gives its length, never longer than the input. A lone surrogate becomes U+FFFD. The input
    /// must be valid JSON.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> into)
    {
        var written = 0;
        while (true)
        {
            var plain = text.IndexOf((byte)'\\');
            if (plain < 0)
            {
                text.CopyTo(into[written..]);
                return written + text.Length;
            }

            text[..plain].CopyTo(into[written..]);
            written += plain;
            var escape = text[plain + 1];
            text = text[(plain + 2)..];
            if (escape != (byte)'u')
            {
                into[written++] = escape switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'t' => (byte)'\t',
                    (byte)'r' => (byte)'\r',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => escape,
                };
                continue;
            }

            int code = Hex(text);
            text = text[4..];
            if (char.IsHighSurrogate((char)code) && text.Length >= 6 && text[0] == (byte)'\\' && text[1] == (byte)'u'
                && char.IsLowSurrogate((char)Hex(text[2..])))
            {
                code = char.ConvertToUtf32((char)code, (char)Hex(text[2..]));
                text = text[6..];
            }

            var rune = Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar;
            written += rune.EncodeToUtf8(into[written..]);
        }
    }

    /// <summary>Appends JSON without the blanks between its tokens. The input must be valid JSON.</summary>
    public static void Compact(ReadOnlySpan<byte> json, ByteBuffer into)
    {
        var room = into.Reserve(json.Length);
        var written = 0;
        for (var i = 0; i < json.Length; i++)
        {
            var current = json[i];
            if (current <= (byte)' ')
            {
                continue;
            }

            if (current != (byte)'"')
            {
                room[written++] = current;
                continue;
            }

            var end = i + 1 + EndOfString(json[(i + 1)..]);
            json[i..(end + 1)].CopyTo(room[written..]);
            written += end + 1 - i;
            i = end;
        }

        into.Advance(written);
    }

    /// <summary>Appends a JSON string, quotes included, of valid UTF-8.</summary>
    public static void Quote(ReadOnlySpan<byte> text, ByteBuffer into)
    {
        into.Write((byte)'"');
        while (true)
        {
            var plain = text.IndexOfAny(_mustEscape);
            if (plain < 0)
            {
                into.Write(text);
                break;
            }

            into.Write(text[..plain]);
            var special = text[plain];
            var room = into.Reserve(6);
            room[0] = (byte)'\\';
            var shortForm = special switch
            {
                (byte)'"' or (byte)'\\' => special,
                (byte)'\n' => (byte)'n',
                (byte)'\t' => (byte)'t',
                (byte)'\r' => (byte)'r',
                (byte)'\b' => (byte)'b',
                (byte)'\f' => (byte)'f',
                _ => (byte)0,
            };
            if (shortForm != 0)
            {
                room[1] = shortForm;
                into.Advance(2);
            }
            else
            {
                "\\u00"u8.CopyTo(room);
                room[4] = (byte)"0123456789abcdef"[special >> 4];
                room[5] = (byte)"0123456789abcdef"[special & 15];
                into.Advance(6);
            }

            text = text[(plain + 1)..];
        }

        into.Write((byte)'"');
    }

    /// <summary>The index of the quote that ends a string whose first quote lies before the input.</summary>
    public static int EndOfString(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (true)
        {
            i += text[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (text[i] == (byte)'"')
            {
                return i;
            }

            i += 2;
        }
    }

    /// <summary>True where the brackets outside of strings nest deeper than the limit; the input may be no valid JSON.</summary>
    public static bool IsDeeperThan(int limit, ReadOnlySpan<byte> json)
    {
        var depth = 0;
        var inString = false;
        for (var i = 0; i < json.Length && depth <= limit; i++)
        {
            switch (json[i])
            {
                case (byte)'"':
                    inString = !inString;
                    break;
                case (byte)'\\' when inString:
                    i++;
                    break;
                case (byte)'{' or (byte)'[' when !inString:
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when !inString:
                    depth--;
                    break;
            }
        }

        return depth > limit;
    }

    private static int Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = digits[i];
            value = (value << 4) | (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }
}

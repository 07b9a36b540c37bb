using System.Buffers;
using System.Globalization;
using System.Text;

namespace TetraBridge.Buffers;

/// <summary>
/// Makes text of unknown origin fit for a terminal or a page: control characters (C0, DEL, C1), line and paragraph separators, and marks that turn the
/// direction of text are written as \n, \t, \xNN or \u{NNNN}. All else stays.
/// </summary>
internal static class PrintableText
{
    // Below 0x20, DEL, and the lead bytes of what may need escaping: C2 (C1 controls), D8 (U+061C), E2 (U+200B.., U+2028.., U+2066..), EF (U+FEFF, U+FFF9..).
    private static readonly SearchValues<byte> _suspects = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), 0x7F, 0xC2, 0xD8, 0xE2, 0xEF]);

    /// <summary>Appends the text, escaped. Bytes that are no UTF-8 become U+FFFD.</summary>
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
            Rune.DecodeFromUtf8(utf8, out var rune, out var length);
            if (MustEscape(rune))
            {
                Escape(rune, into);
            }
            else
            {
                into.Advance(rune.EncodeToUtf8(into.Reserve(4)));
            }

            utf8 = utf8[length..];
        }
    }

    /// <summary>The first byte that may begin what must be escaped; -1 for none.</summary>
    public static int IndexOfSuspect(ReadOnlySpan<byte> utf8) => utf8.IndexOfAny(_suspects);

    /// <summary>The text, escaped.</summary>
    public static string Of(string text)
    {
        var buffer = new ByteBuffer(text.Length + 16);
        Append(Encoding.UTF8.GetBytes(text), buffer);
        return Encoding.UTF8.GetString(buffer.Written);
    }

    /// <summary>True for what a terminal or page would obey instead of showing.</summary>
    public static bool MustEscape(Rune rune) => rune.Value switch
    {
        < 0x20 or (>= 0x7F and < 0xA0) => true,
        0x061C or 0x200B or 0x200E or 0x200F or 0xFEFF => true,
        >= 0x2028 and <= 0x202E => true,
        >= 0x2060 and <= 0x206F => true,
        >= 0xFFF9 and <= 0xFFFB => true,
        _ => false,
    };

    private static void Escape(Rune rune, ByteBuffer into)
    {
        switch (rune.Value)
        {
            case '\n':
                into.Write("\\n"u8);
                break;
            case '\r':
                into.Write("\\r"u8);
                break;
            case '\t':
                into.Write("\\t"u8);
                break;
            case < 0x100:
                into.Write("\\x"u8);
                Hex(rune.Value, "x2", into);
                break;
            default:
                into.Write("\\u{"u8);
                Hex(rune.Value, "x4", into);
                into.Write((byte)'}');
                break;
        }
    }

    private static void Hex(int value, string format, ByteBuffer into)
    {
        value.TryFormat(into.Reserve(8), out var written, format, CultureInfo.InvariantCulture);
        into.Advance(written);
    }
}

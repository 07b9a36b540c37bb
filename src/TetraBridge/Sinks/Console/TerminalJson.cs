using System.Globalization;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Events.Json;

namespace TetraBridge.Sinks.Console;

/// <summary>
/// JSON strings that a terminal may show: what JSON lets stand and a terminal obeys (C1 controls, direction marks) is written as \uNNNN.
/// Not thread-safe.
/// </summary>
internal sealed class TerminalJson
{
    private readonly ByteBuffer _quoted = new(1024);

    /// <summary>Appends the string, quotes included; any JSON reader gives the same text back.</summary>
    public void Quote(ReadOnlySpan<byte> utf8, ByteBuffer into)
    {
        _quoted.Clear();
        JsonText.Quote(utf8, _quoted);
        var rest = _quoted.Written;
        while (PrintableText.IndexOfSuspect(rest) is var plain && plain >= 0)
        {
            into.Write(rest[..plain]);
            rest = rest[plain..];
            Rune.DecodeFromUtf8(rest, out var rune, out var length);
            if (PrintableText.MustEscape(rune))
            {
                Escape(rune, into);
            }
            else
            {
                into.Write(rest[..length]);
            }

            rest = rest[length..];
        }

        into.Write(rest);
    }

    // JSON knows UTF-16 units only: two for what lies beyond the basic plane.
    private static void Escape(Rune rune, ByteBuffer into)
    {
        Span<char> units = stackalloc char[2];
        foreach (int unit in units[..rune.EncodeToUtf16(units)])
        {
            into.Write("\\u"u8);
            unit.TryFormat(into.Reserve(8), out var written, "x4", CultureInfo.InvariantCulture);
            into.Advance(written);
        }
    }
}

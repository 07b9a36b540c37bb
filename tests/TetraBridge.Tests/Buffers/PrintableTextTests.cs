using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using TetraBridge.Buffers;

namespace TetraBridge.Tests.Buffers;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain text ~ with 'quotes' and \\", "plain text ~ with 'quotes' and \\")]
    [InlineData("größer 日本 🦊", "größer 日本 🦊")]
    [InlineData("a\nb\r\tc", "a\\nb\\r\\tc")]
    [InlineData("\u001b[31mred\u0007", "\\x1b[31mred\\x07")]
    [InlineData("\u007f\u009b31m", "\\x7f\\u{9b}31m")]
    [InlineData("txt.\u202Egpj", "txt.\\u{202e}gpj")]
    [InlineData("\u2066a\u2069\u200fb\u061c", "\\u{2066}a\\u{2069}\\u{200f}b\\u{61c}")]
    [InlineData("zero\u200bwidth\ufeff", "zero\\u{200b}width\\u{feff}")]
    [InlineData("line\u2028paragraph\u2029", "line\\u{2028}paragraph\\u{2029}")]
    [InlineData("\U000E0041tag", "\\u{e0041}tag")]
    public void What_a_terminal_could_obey_is_escaped(string text, string expected)
    {
        Assert.Equal(expected, PrintableText.Of(text));
        Assert.Equal(expected, PrintableText.Of(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_lone_surrogate_is_escaped() => Assert.Equal("a\\u{d800}b", PrintableText.Of("a" + (char)0xD800 + "b"));

    [Fact]
    public void Bytes_that_are_no_UTF8_are_escaped() => Assert.Equal("a\\xff\\xc3(", PrintableText.Of([(byte)'a', 0xFF, 0xC3, (byte)'(']));

    [Fact]
    public void Text_without_anything_to_escape_is_not_copied()
    {
        var text = "nothing to do: ß";

        Assert.Same(text, PrintableText.Of(text));
    }

    [Fact]
    public void Appending_allocates_nothing()
    {
        var hostile = Encoding.UTF8.GetBytes("a\u001b[31m größer \u202e\n日本");
        var into = new ByteBuffer(4096);
        PrintableText.Append(hostile, into);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            into.Clear();
            PrintableText.Append(hostile, into);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal("a\\x1b[31m größer \\u{202e}\\n日本", Encoding.UTF8.GetString(into.Written));
    }

    [Property]
    public bool Nothing_unsafe_is_left_whatever_the_text(string? text) =>
        PrintableText.Of(text ?? "").EnumerateRunes().All(r =>
            r != Rune.ReplacementChar && Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            || (text ?? "").Contains('\uFFFD', StringComparison.Ordinal));
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TetraBridge.Categories;

namespace TetraBridge.Tests.Categories;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("/usr/bin/nc", "/usr/bin/nc", true)]
    [InlineData("/usr/bin/nc", "/usr/bin/ncat", false)]
    [InlineData("/usr/bin/nc*", "/usr/bin/ncat", true)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("", "x", false)]
    [InlineData("a*a", "a", false)]
    [InlineData("*.so*", "/lib/libc.so.6", true)]
    [InlineData("ä*ü", "äöü", true)]
    [InlineData("NC", "nc", false)]
    public void A_pattern_matches_whole_values(string pattern, string value, bool expected) => Assert.Equal(expected, TextPattern.Of(pattern).Matches(Encoding.UTF8.GetBytes(value)));

    [Theory]
    [InlineData("nc*", "/usr/bin/ncat", true)]
    [InlineData("nc", "nc", true)]
    [InlineData("bin", "/usr/bin/nc", false)]
    [InlineData("/usr/*/nc", "/usr/bin/nc", true)]
    [InlineData("/nc", "/usr/bin/nc", false)]
    public void A_binary_pattern_without_a_slash_is_for_the_file_name(string pattern, string binary, bool expected) =>
        Assert.Equal(expected, TextPattern.OfBinary(pattern).Matches(Encoding.UTF8.GetBytes(binary)));

    [Property(MaxTest = 2000)]
    public Property It_agrees_with_a_naive_matcher() =>
        Prop.ForAll(Text("ab*").ToArbitrary(), Text("ab").ToArbitrary(), (pattern, value) => TextPattern.Of(pattern).Matches(Encoding.UTF8.GetBytes(value)) == Naive(pattern, value));

    private static Gen<string> Text(string letters) => Gen.Choose(0, 9).SelectMany(length => Gen.Elements(letters.ToCharArray()).ArrayOf(length)).Select(text => new string(text));

    private static bool Naive(string pattern, string value) =>
        pattern.Length == 0 ? value.Length == 0
        : pattern[0] == '*' ? Enumerable.Range(0, value.Length + 1).Any(skip => Naive(pattern[1..], value[skip..]))
        : value.Length > 0 && value[0] == pattern[0] && Naive(pattern[1..], value[1..]);
}

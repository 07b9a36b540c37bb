using TetraBridge.Configuration;

namespace TetraBridge.Tests.Configuration;

public sealed class NearestSpellingTests
{
    [Theory]
    [InlineData("protocl", "protocol")]
    [InlineData("protocool", "protocol")]
    [InlineData("rpotocol", "protocol")]
    [InlineData("PROTOCOL", "protocol")]
    [InlineData("haeders", "headers")]
    [InlineData("header", "headers")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_found_if_it_is_near(string word, string? expected)
    {
        Assert.Equal(expected, NearestSpelling.Of(word, ["protocol", "headers", "headersFile", "endpoint"]));
    }

    [Fact]
    public void A_huge_word_costs_nothing() => Assert.Null(NearestSpelling.Of(new string('a', 1_000_000), [new string('a', 60)]));
}

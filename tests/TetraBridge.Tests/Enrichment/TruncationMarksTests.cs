using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Enrichment;

public sealed class TruncationMarksTests
{
    [Theory]
    [InlineData("execve rootcwd clone", "")]
    [InlineData("execve truncArgs", "arguments")]
    [InlineData("execve truncArgs errorArgs errorCWD", "arguments,cwd")]
    [InlineData("truncFilename errorCgroupID", "filename,container")]
    [InlineData("nocwd", "cwd")]
    [InlineData("execve dataFilename", "")]
    [InlineData("execve dataArgs", "arguments")]
    public void Flags_tell_what_is_not_whole(string flags, string expected) =>
        Assert.Equal(expected, string.Join(',', TestEvents.Facts(TestEvents.Exec("/usr/bin/id", $"\"flags\":\"{flags}\"")).Truncated));

    [Fact]
    public void Long_arguments_that_are_there_are_whole() =>
        Assert.Empty(TestEvents.Facts(TestEvents.Exec("/usr/bin/id", "\"flags\":\"execve dataArgs\",\"arguments\":\"a b\"")).Truncated);
}

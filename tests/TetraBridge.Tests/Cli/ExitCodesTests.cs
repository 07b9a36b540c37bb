using TetraBridge.Cli;

namespace TetraBridge.Tests.Cli;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0, 0, 0)]
    [InlineData(4, 0, 4)]
    [InlineData(3, 4, 3, 0)]
    [InlineData(1, 4, 3, 1)]
    [InlineData(2, 1, 2, 3, 4, 0)]
    public void The_worst_of_several_tells(int expected, params int[] codes)
    {
        Assert.Equal(expected, (int)ExitCodes.Worst(codes.Select(c => (ExitCode)c)));
    }
}

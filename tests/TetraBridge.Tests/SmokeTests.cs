namespace TetraBridge.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void The_tests_run() => Assert.True(true);
}

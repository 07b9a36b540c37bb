using TetraBridge.Configuration.Flags;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Cli;

/// <summary>Help is compared with Fixtures/help/COMMAND.txt; TETRABRIDGE_GOLDEN=write rewrites them, for a person to read.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("tetrabridge")]
    [InlineData("run")]
    [InlineData("demo")]
    [InlineData("explain")]
    [InlineData("categories")]
    [InlineData("check")]
    public async Task Help_reads_as_it_was_approved(string command)
    {
        using var cli = new CommandLineDouble();

        Assert.Equal(0, await cli.Invoke(command == "tetrabridge" ? ["--help"] : [command, "--help", "--nonsense"]));

        GoldenFiles.AssertCurrent($"tests/TetraBridge.Tests/Fixtures/help/{command}.txt", cli.Out);
        Assert.Equal("", cli.Error);
        Assert.All(cli.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Help_of_run_names_every_flag()
    {
        using var cli = new CommandLineDouble();
        await cli.Invoke("run", "--help");

        Assert.All(FlagTable.All, flag => Assert.Contains($"  {flag.Name}", cli.Out, StringComparison.Ordinal));
    }
}

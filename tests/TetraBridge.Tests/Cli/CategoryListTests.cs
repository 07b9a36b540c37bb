using System.Text.Json;
using TetraBridge.Categories;
using TetraBridge.Cli;
using TetraBridge.Events;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Cli;

public sealed class CategoryListTests
{
    private static readonly CategoryDefinition _own = new("net-tools", "A tool of the network \u001b[31mteam.", Severity.Warn, ["T1046"], [], [], [], ["nmap"], []);

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public async Task The_table_reads_as_it_was_approved(int width)
    {
        using var text = new StringWriter();

        Assert.Equal(ExitCode.Done, await new CategoryList(new Streams(text, TextWriter.Null) { Width = width }).RunAsync(new(Json: false, [_own]), TestContext.Current.CancellationToken));

        GoldenFiles.AssertCurrent($"tests/TetraBridge.Tests/Fixtures/cli/categories-{width}.txt", text.ToString());
        Assert.All(text.ToString().Split('\n'), line => Assert.True(line.Length <= width && line == line.TrimEnd(), line));
        Assert.DoesNotContain('\u001b', text.ToString());
    }

    [Fact]
    public async Task A_terminal_gets_colours()
    {
        using var text = new StringWriter();

        await new CategoryList(new Streams(text, TextWriter.Null) { Width = 160, OutIsTerminal = true, UnderstandsAnsi = true }).RunAsync(new(Json: false, []), TestContext.Current.CancellationToken);

        Assert.Contains("\u001b[", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_an_array_with_the_operators_own_behind()
    {
        using var text = new StringWriter();

        await new CategoryList(new Streams(text, TextWriter.Null)).RunAsync(new(Json: true, [_own]), TestContext.Current.CancellationToken);

        using var json = JsonDocument.Parse(text.ToString());
        Assert.Equal([.. CategoryTable.All.Select(category => category.Id), "net-tools"], json.RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        Assert.Equal(
            """{"id":"net-tools","tells":"A tool of the network \u001B[31mteam.","needs":"as configured","severity":"WARN","severityNumber":13,"techniques":["T1046"],"configured":true}""",
            json.RootElement[14].GetRawText());
        Assert.False(json.RootElement[0].GetProperty("configured").GetBoolean());
    }
}

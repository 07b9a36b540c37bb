using Microsoft.Extensions.Logging.Abstractions;
using TetraBridge.Categories;
using TetraBridge.Cli;
using TetraBridge.Cli.Demo;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Cli;

public sealed class DemoRunTests
{
    [Fact]
    public async Task All_fourteen_categories_arrive_the_books_balance_and_nothing_is_left()
    {
        var before = Folders();
        using var text = new StringWriter();
        using var error = new StringWriter();
        var events = (await DemoEvents.ReadAsync(TestContext.Current.CancellationToken)).Count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

        var code = await new DemoRun(new Streams(text, error), "1.2.3", TimeSpan.Zero, TimeProvider.System).RunAsync(NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

        Assert.Equal((ExitCode.Done, ""), (code, error.ToString()));
        var lines = text.ToString().Split('\n');
        foreach (var category in CategoryTable.All)
        {
            var row = Assert.Single(lines, line => line.StartsWith($"  {category.Id} ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(int.Parse(row[1], System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture) > 0);
            Assert.True(row.Length > 2, $"{category.Id} has no example");
        }

        Assert.Contains($"{events} read = {events} delivered + 0 filtered + 0 dead + 0 blank + 0 in flight", lines);
        Assert.Contains(lines, line => line.StartsWith($"{events} records arrived in ", StringComparison.Ordinal) && line.EndsWith($" requests, {events} different uids; 0 gaps", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Equal(before, Folders());
    }

    [Fact]
    public async Task A_stop_ends_it_and_nothing_is_left()
    {
        var before = Folders();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new DemoRun(new Streams(TextWriter.Null, TextWriter.Null), "1.2.3", TimeSpan.FromMinutes(1), TimeProvider.System).RunAsync(NullLoggerFactory.Instance, stop.Token));

        Assert.Equal(before, Folders());
    }

    [Fact]
    public void The_bundled_events_are_small() =>
        Assert.InRange(new FileInfo(RepositoryFolder.Of("src/TetraBridge/Cli/Demo/Events/events.jsonl.gz")).Length, 1, 300_000);

    private static string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "tetrabridge-demo-*");
}

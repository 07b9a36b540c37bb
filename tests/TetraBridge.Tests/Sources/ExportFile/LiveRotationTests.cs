using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

public sealed class LiveRotationTests
{
    [Fact]
    public async Task Beside_an_agent_that_writes_rotates_and_packs_all_the_time_each_line_comes_once()
    {
        const int lines = 30_000;
        using var bench = new ExportFileBench(blockBytes: 16 * 1024);
        var writing = Task.Run(
            () =>
            {
                for (var i = 0; i < lines; i += 10)
                {
                    bench.Writer.Append(string.Join('\n', Enumerable.Range(i, 10).Select(n => $"{n} {new string('x', n % 90)}")));
                    if (i % 250 == 0)
                    {
                        var backup = bench.Writer.Rotate();
                        if (i % 500 == 0)
                        {
                            bench.Writer.Compress(backup);
                        }
                    }
                }
            },
            TestContext.Current.CancellationToken);

        var drain = new JournalDrain();
        using var reader = bench.Open();
        var deadline = Environment.TickCount64 + 30_000;
        while (drain.Lines.Count < lines && Environment.TickCount64 < deadline)
        {
            drain.Read(reader);
            bench.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }

        await writing;
        Assert.DoesNotContain(drain.All, i => i is JournalItem);
        Assert.Equal(Enumerable.Range(0, lines), drain.Texts.Select(t => int.Parse(t.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)));
    }
}

using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.Spool;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

public sealed class RunningSpoolTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reader_goes_on_at_its_bookmark_over_a_restart_that_cut_a_line_and_is_told_the_gap()
    {
        ReadLine last;
        await using (var first = Open())
        {
            Append(first, "one", "two");
            using var reader = first.Journal.Open(null, JournalStart.Oldest, once: false);
            last = (await ReadAsync(reader, 2))[0];
            reader.Settle(last.Bookmark.Position);
        }

        await File.AppendAllTextAsync(_folder.File("spool.log"), "thr", TestContext.Current.CancellationToken);
        await using var second = Open();
        using var again = second.Journal.Open(last.Bookmark, JournalStart.Oldest, once: false);
        Append(second, "four");
        var lines = await ReadAsync(again, 3);

        Assert.Equal("two", lines[0].Text);
        Assert.Contains("torn_line", lines[1].Text, StringComparison.Ordinal);
        Assert.Equal("four", lines[2].Text);
    }

    [Fact]
    public async Task Routes_read_one_spool_each_at_its_own_pace_while_it_is_written_and_rotated()
    {
        await using var spool = Open(segmentBytes: 1000);
        using var first = spool.Journal.Open(null, JournalStart.Oldest, once: false);
        using var second = spool.Journal.Open(null, JournalStart.Oldest, once: false);
        string[] lines = [.. Enumerable.Range(0, 2000).Select(n => $"line {n}")];
        Append(spool, lines[..1000]);
        var firstRead = await ReadAsync(first, 1000);
        Append(spool, lines[1000..]);

        Assert.Equal(lines, firstRead.Concat(await ReadAsync(first, 1000)).Select(line => line.Text));
        Assert.Equal(lines, (await ReadAsync(second, 2000)).Select(line => line.Text));
    }

    [Fact]
    public void The_spool_of_a_source_that_is_no_more_is_told()
    {
        foreach (var name in new[] { "here", "gone", "empty" })
        {
            Directory.CreateDirectory(_folder.File(name));
        }

        File.WriteAllText(_folder.File("here/spool.log"), "{}\n");
        File.WriteAllText(_folder.File("gone/spool.log"), "{}\n");
        var log = new RecordingLogger<RunningSpool>();

        SpoolLeftovers.Tell(_folder.Path, [_folder.File("here")], log);

        var (level, text) = Assert.Single(log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.StartsWith(_folder.File("gone"), text, StringComparison.Ordinal);
    }

    private RunningSpool Open(long segmentBytes = 1 << 20) =>
        new("spool", new SpoolOptions(_folder.Path, "n") { SegmentBytes = segmentBytes }, ExportFileOptions.DefaultMaxLineBytes, TimeProvider.System, NullLoggerFactory.Instance);

    private static void Append(RunningSpool spool, params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            spool.Writer.Append(Encoding.UTF8.GetBytes(line));
        }
    }

    private static async Task<List<ReadLine>> ReadAsync(IJournalReader reader, int count)
    {
        var drain = new JournalDrain();
        await Eventually.TrueAsync(() => drain.Read(reader).Lines.Count >= count, $"{count} lines are read");
        Assert.Empty(drain.Gaps);
        return drain.Lines;
    }
}

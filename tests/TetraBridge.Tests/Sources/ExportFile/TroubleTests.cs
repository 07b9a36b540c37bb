using System.Text;
using Microsoft.Extensions.Logging;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

/// <summary>Truncated, broken, forbidden, missing: nothing throws, nothing is skipped silently.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly ExportFileBench _bench = new();

    private ExportFileWriter Writer => _bench.Writer;

    [Fact]
    public void A_file_that_is_emptied_in_place_is_a_gap_and_read_from_its_beginning()
    {
        Writer.Append("1", "2");
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);

        File.WriteAllText(_bench.Path, "");
        drain.Read(reader);
        Writer.Append("3");
        drain.Read(reader);

        var gap = Assert.Single(drain.Gaps);
        Assert.Equal(GapReason.Truncated, gap.Reason);
        Assert.Equal(drain.Lines[1].Bookmark.Position, gap.From);
        Assert.Equal(new Position(drain.Lines[2].File, 0), gap.End);
        Assert.Equal(["1", "2", gap, "3"], drain.All);
        Assert.Contains("copytruncate", Assert.Single(_bench.Log.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_emptied_and_has_grown_beyond_the_position_is_told_by_its_first_line()
    {
        Writer.Append("1", "2");
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);

        File.WriteAllText(_bench.Path, "");
        Writer.Append("other", "lines", "and more");
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        drain.Read(reader);

        Assert.Equal(["1", "2", drain.Gaps.Single(), "other", "lines", "and more"], drain.All);
    }

    [Fact]
    public void A_file_shorter_than_the_bookmark_is_a_gap_and_read_on_behind_its_last_whole_line()
    {
        Writer.Append("1", "2", "3");
        var bookmark = _bench.ReadOnce().Lines[2].Bookmark;

        File.WriteAllText(_bench.Path, "1\n2\n");
        var drain = _bench.ReadOnce(bookmark);
        Writer.Append("4");
        var later = _bench.ReadOnce(bookmark);

        var gap = Assert.IsType<JournalGap>(Assert.Single(drain.All));
        Assert.Equal((GapReason.Truncated, bookmark.Position, new Position(bookmark.Position.File, 4), 2), (gap.Reason, gap.From, gap.End, gap.Bytes));
        Assert.Contains("behind its last whole line, at byte 4", gap.Words, StringComparison.Ordinal);
        Assert.Equal([later.Gaps.Single(), "1", "2", "4"], later.All);
    }

    [Fact]
    public void What_is_written_behind_a_cut_is_read()
    {
        Writer.Append("1", "2", "long enough to be cut in its middle");
        var bookmark = _bench.ReadOnce().Lines[2].Bookmark;

        File.WriteAllText(_bench.Path, "1\n2\nlong en");
        using var reader = _bench.Open(bookmark);
        var drain = new JournalDrain().Read(reader);
        Writer.AppendBytes("ough\nnext\n"u8);
        drain.Read(reader);

        Assert.Equal([drain.Gaps.Single(), "long enough", "next"], drain.All);
    }

    [Fact]
    public void A_bookmarked_file_that_is_gone_is_told_without_blaming_the_present_one()
    {
        Writer.Append("1");
        var bookmark = _bench.ReadOnce().Lines[0].Bookmark;
        File.WriteAllText(_bench.Path, "2\n");

        var gap = _bench.ReadOnce(bookmark).Gaps.Single();

        Assert.StartsWith($"the file that was read last, up to byte 2, is no longer among {Path.GetFileName(_bench.Path)} and its backups", gap.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Zeros_where_the_last_line_stood_are_a_gap()
    {
        Writer.Append("1", "2", "3");
        var bookmark = _bench.ReadOnce().Lines[2].Bookmark;

        File.WriteAllText(_bench.Path, "1\n2\n\0\n4\n");

        Assert.Equal([GapReason.Truncated], _bench.ReadOnce(bookmark).Gaps.Select(g => g.Reason));
    }

    [Fact]
    public void A_broken_backup_gives_what_can_be_read_and_a_gap_and_then_the_next_file()
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, 3000).Select(i => $"{i} {random.Next()}").ToList();
        var backup = Writer.Append(lines).Rotate();
        Writer.Append("next");
        var packed = ExportFileWriter.Pack(File.ReadAllBytes(backup));
        File.Delete(backup);
        foreach (var broken in Broken(packed))
        {
            File.WriteAllBytes(backup + ".gz", broken);

            var drain = _bench.ReadOnce();

            Assert.Equal("next", drain.Texts.Last());
            var read = drain.Texts.SkipLast(1).ToList();
            Assert.Equal(lines.Take(read.Count), read);
            Assert.Equal(GapReason.Unreadable, Assert.Single(drain.Gaps).Reason);
            Assert.IsType<JournalGap>(drain.All[^2]);
            if (read.Count > 0)
            {
                Assert.Contains("next", _bench.ReadOnce(drain.Lines[read.Count - 1].Bookmark).Texts);
            }
        }
    }

    [Fact]
    public void What_cannot_be_opened_is_said_once_and_tried_again()
    {
        Directory.CreateDirectory(_bench.Path);
        using var reader = _bench.Open();
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(reader.TryRead());
        }

        var (level, text) = Assert.Single(_bench.Log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("export-file-perm", text, StringComparison.Ordinal);

        Directory.Delete(_bench.Path);
        Writer.Append("1");
        Assert.Equal(["1"], new JournalDrain().Read(reader).All);
        Assert.Contains("can be read now", _bench.Log.Entries[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_said_once_and_read_when_it_may()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            Assert.Skip("root may read everything");
            return;
        }

        Writer.Append("1");
        File.SetUnixFileMode(_bench.Path, UnixFileMode.None);
        using var reader = _bench.Open();
        Assert.Null(reader.TryRead());
        Assert.Null(reader.TryRead());
        Assert.Single(_bench.Log.Entries);

        File.SetUnixFileMode(_bench.Path, UnixFileMode.UserRead);
        Assert.Equal(["1"], new JournalDrain().Read(reader).All);
    }

    [Fact]
    public void A_missing_folder_is_said_once_and_waited_for()
    {
        var folder = Path.Combine(_bench.Folder, "later");
        var path = Path.Combine(folder, "tetragon.log");
        var journal = new TetraBridge.Sources.ExportFile.ExportFileJournal("x", new(path), _bench.Time, _bench.Log);
        using var reader = journal.Open(new Bookmarked(new Position(1, 2), 3), JournalStart.Oldest, once: false);
        Assert.Null(reader.TryRead());
        Assert.Null(reader.TryRead());
        Assert.Equal(LogLevel.Warning, Assert.Single(_bench.Log.Entries).Level);

        Directory.CreateDirectory(folder);
        Assert.Null(reader.TryRead());
        new ExportFileWriter(path).Append("1");

        var drain = new JournalDrain().Read(reader);
        Assert.Equal([drain.Gaps.Single(), "1"], drain.All);
    }

    [Fact]
    public void A_missing_file_is_waited_for_and_read_from_its_start_also_with_end()
    {
        foreach (var start in new[] { JournalStart.Oldest, JournalStart.End })
        {
            using var reader = _bench.Open(start: start);
            Assert.Null(reader.TryRead());

            Writer.Append($"first after {start}").Rotate();
            Writer.Append("second");

            Assert.Equal([$"first after {start}", "second"], new JournalDrain().Read(reader).All);
            Writer.RotateAway();
            Writer.KeepBackups(0);
        }
    }

    [Fact]
    public void Once_a_file_that_cannot_be_opened_is_left_out_and_told()
    {
        Directory.CreateDirectory(_bench.Path);

        Assert.Empty(_bench.ReadOnce().All);

        Assert.Contains(_bench.Log.Entries, e => e.Level == LogLevel.Error && e.Text.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_over_the_limit_is_told_with_its_place_and_reading_goes_on_behind_it()
    {
        using var bench = new ExportFileBench(blockBytes: 1000, maxLineBytes: 5000);
        var line = new string('x', 20_000);
        bench.Writer.Append("1");
        using var reader = bench.Open();
        var drain = new JournalDrain().Read(reader);

        foreach (var piece in line.Chunk(777))
        {
            bench.Writer.AppendBytes(Encoding.UTF8.GetBytes(piece));
            drain.Read(reader);
            Assert.Equal(["1"], drain.All);
        }

        bench.Writer.AppendBytes("\n2\n"u8);
        drain.Read(reader);

        var unreadable = Assert.Single(drain.Unreadable);
        Assert.Equal((LineDefect.TooLong, 2L, 20_000L, 20_003L), (unreadable.Defect, unreadable.Offset, unreadable.Length, unreadable.End.Offset));
        Assert.Equal(["1", unreadable, "2"], drain.All);
        Assert.Equal(["2"], bench.ReadOnce(new Bookmarked(unreadable.End, unreadable.Hash)).All);
    }

    [Fact]
    public void A_line_far_longer_than_a_block_is_whole_and_its_bookmark_holds()
    {
        using var bench = new ExportFileBench(blockBytes: 64 * 1024, maxLineBytes: 16 << 20);
        var line = new string('y', 3_000_000);
        bench.Writer.Append("1", line, "3");

        var drain = bench.ReadOnce();

        Assert.Equal(["1", line, "3"], drain.All);
        Assert.Equal(["3"], bench.ReadOnce(drain.Lines[1].Bookmark).All);
        bench.Writer.Compress(bench.Writer.Rotate());
        Assert.Equal(["3"], bench.ReadOnce(drain.Lines[1].Bookmark).All);
    }

    public void Dispose() => _bench.Dispose();

    private static IEnumerable<byte[]> Broken(byte[] packed)
    {
        foreach (var length in new[] { 0, 5, 30, packed.Length / 3, packed.Length - 9, packed.Length - 1 })
        {
            yield return packed[..length];
        }

        var flipped = packed.ToArray();
        flipped[packed.Length / 2] ^= 0x55;
        yield return flipped;
        yield return Encoding.UTF8.GetBytes("this is no gzip, but long enough to look like a file");
    }
}

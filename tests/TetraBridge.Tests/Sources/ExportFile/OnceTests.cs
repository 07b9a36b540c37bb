using System.Text;
using Microsoft.Extensions.Logging;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

public sealed class OnceTests : IDisposable
{
    private readonly ExportFileBench _bench = new();

    private ExportFileWriter Writer => _bench.Writer;

    [Fact]
    public void A_last_line_without_newline_is_taken_where_it_is_whole_json()
    {
        Writer.Append("1").AppendBytes("{\"a\":1}"u8);

        var drain = _bench.ReadOnce();

        Assert.Equal(["1", "{\"a\":1}"], drain.All);
        Assert.Equal(9, drain.Lines[1].End);
        Assert.Empty(_bench.ReadOnce(drain.Lines[1].Bookmark).All);
        Assert.Empty(_bench.Log.Entries);
    }

    [Fact]
    public void Behind_a_bookmark_without_newline_reading_goes_on()
    {
        Writer.AppendBytes("{\"a\":1}"u8);
        var bookmark = _bench.ReadOnce().Lines[0].Bookmark;
        Assert.Empty(_bench.ReadOnce(bookmark).All);

        Writer.AppendBytes("\n2\n"u8);

        Assert.Equal(["", "2"], _bench.ReadOnce(bookmark).All);
    }

    [Fact]
    public void A_half_last_line_is_left_and_that_is_said()
    {
        Writer.Append("1").AppendBytes("{\"a\":"u8);

        Assert.Equal(["1"], _bench.ReadOnce().All);

        var (level, text) = Assert.Single(_bench.Log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains("from byte 2 on", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_appended_after_the_present_file_was_opened_is_not_waited_for()
    {
        Writer.Append(Enumerable.Range(0, 2000).Select(i => $"{i}"));
        using var reader = _bench.Open(once: true);
        var drain = new JournalDrain();
        drain.Take(reader.TryRead()!);

        Writer.Append("late").Rotate();
        Writer.Append("later");
        drain.Read(reader);

        Assert.True(reader.IsCompleted);
        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"{i}"), drain.All);
    }

    [Fact]
    public void It_is_completed_also_where_the_present_file_became_a_backup_meanwhile()
    {
        Writer.Append(Enumerable.Range(0, 2000).Select(i => $"{i}")).Rotate();
        Writer.Append("present");
        using var reader = _bench.Open(once: true);
        var drain = new JournalDrain();
        drain.Take(reader.TryRead()!);

        Writer.Compress(Writer.Rotate());
        Writer.Append("later").Rotate();
        drain.Read(reader);

        Assert.True(reader.IsCompleted);
        Assert.Equal("present", drain.All[^1]);
    }

    [Fact]
    public void Nothing_there_is_completed_and_said()
    {
        Assert.Empty(_bench.ReadOnce().All);
        Assert.Contains("nothing to read", Assert.Single(_bench.Log.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Backups_without_a_present_file_are_read()
    {
        Writer.Append("1").RotateAway();

        Assert.Equal(["1"], _bench.ReadOnce().All);
    }

    [Fact]
    public void A_single_packed_file_is_read_from_its_bookmark_on_and_nothing_beside_it()
    {
        Writer.Append("0").Rotate();
        var packed = Writer.Compress(Writer.Append("1", "2", "{\"n\":3}").Rotate());
        Writer.Append("9");
        var journal = new ExportFileJournal("packed", new ExportFileOptions(packed, 16, 64), _bench.Time, _bench.Log);

        var lines = Read(journal, null).Lines;

        Assert.Equal(["1", "2", "{\"n\":3}"], lines.Select(l => l.Text));
        Assert.Equal(["2", "{\"n\":3}"], Read(journal, lines[0].Bookmark).All);
        Assert.Empty(Read(journal, lines[2].Bookmark).All);
    }

    [Fact]
    public void A_single_packed_file_that_is_cut_off_gives_what_there_is_and_a_gap()
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, 3000).Select(i => $"{i} {random.Next()}").ToList();
        var packed = ExportFileWriter.Pack(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        var path = Path.Combine(_bench.Folder, "x.gz");
        File.WriteAllBytes(path, packed[..(packed.Length / 2)]);
        var journal = new ExportFileJournal("packed", new ExportFileOptions(path), _bench.Time, _bench.Log);

        var drain = Read(journal, null);

        Assert.InRange(drain.Lines.Count, 500, 2500);
        Assert.Equal(lines.Take(drain.Lines.Count), drain.Texts);
        Assert.Equal(GapReason.Unreadable, Assert.Single(drain.Gaps).Reason);
        Assert.Same(drain.All[^1], drain.Gaps.Single());
    }

    public void Dispose() => _bench.Dispose();

    private static JournalDrain Read(ExportFileJournal journal, Bookmarked? bookmark)
    {
        using var reader = journal.Open(bookmark, JournalStart.Oldest, once: true);
        var drain = new JournalDrain().Read(reader);
        Assert.True(reader.IsCompleted);
        return drain;
    }
}

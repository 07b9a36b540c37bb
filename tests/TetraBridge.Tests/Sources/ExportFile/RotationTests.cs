using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

public sealed class RotationTests : IDisposable
{
    private readonly ExportFileBench _bench = new();

    private ExportFileWriter Writer => _bench.Writer;

    [Fact]
    public void Reading_goes_through_the_backups_in_the_order_of_their_names_into_the_present_file()
    {
        Writer.Append("1").Rotate();
        var packed = Writer.Append("2").Rotate();
        Writer.Append("3").Rotate();
        Writer.Append("4");
        Writer.Compress(packed);
        File.SetLastWriteTimeUtc(packed + ".gz", new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(["1", "2", "3", "4"], _bench.ReadOnce().All);
    }

    [Fact]
    public void What_was_written_just_before_the_rename_is_read_from_the_old_file_first()
    {
        Writer.Append("1");
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);

        Writer.Append("2").Rotate();
        Writer.Append("3");

        Assert.Equal(["1", "2", "3"], drain.Read(reader).All);
    }

    [Fact]
    public void Several_rotations_between_two_looks_are_followed()
    {
        Writer.Append("1");
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);

        for (var i = 2; i < 6; i++)
        {
            var backup = Writer.Append($"{i}").Rotate();
            if (i % 2 == 0)
            {
                Writer.Compress(backup);
            }
        }

        Assert.Equal(["1", "2", "3", "4", "5"], drain.Read(reader).All);
    }

    [Fact]
    public void A_rotation_without_a_new_file_yet_is_waited_out()
    {
        Writer.Append("1");
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);

        Writer.AppendBytes("{\"half"u8).RotateAway();
        drain.Read(reader);
        Assert.Equal(["1"], drain.All);

        Writer.Append("2");
        drain.Read(reader);
        Assert.Equal(LineDefect.NoNewline, Assert.IsType<UnreadableLine>(drain.All[1]).Defect);
        Assert.Equal("2", drain.All[2]);
    }

    [Fact]
    public void A_line_cut_off_by_a_rotation_is_no_event_even_where_it_is_whole_json()
    {
        Writer.Append("1").AppendBytes("{\"whole\":1}"u8).Rotate();
        Writer.Append("2");

        foreach (var once in new[] { true, false })
        {
            using var reader = _bench.Open(once: once);
            var drain = new JournalDrain().Read(reader);

            var rest = Assert.Single(drain.Unreadable);
            Assert.Equal((LineDefect.NoNewline, 2L, 11L), (rest.Defect, rest.Offset, rest.Length));
            Assert.Equal("{\"whole\":1}"u8, rest.Head);
            Assert.Equal(new Position(drain.Lines[0].File, 13), rest.End);
            Assert.Equal(["1", "2"], drain.Texts);
        }
    }

    [Fact]
    public void While_a_backup_is_packed_it_is_read_once()
    {
        var backup = Writer.Append("1").Rotate();
        Writer.Append("2");
        Writer.Compress(backup, keepBoth: true);
        File.WriteAllText(backup + ".gz.tmp", "half");

        var drain = _bench.ReadOnce();

        Assert.Equal(["1", "2"], drain.All);
        Assert.Equal(["2"], _bench.ReadOnce(drain.Lines[0].Bookmark).All);
    }

    [Fact]
    public void A_bookmark_is_found_again_after_its_file_was_renamed_and_packed()
    {
        Writer.Append("1", "2", "3");
        var bookmark = _bench.ReadOnce().Lines[1].Bookmark;
        var backup = Writer.Rotate();
        Writer.Append("4");
        Assert.Equal(["3", "4"], _bench.ReadOnce(bookmark).All);

        Writer.Compress(backup);

        Assert.Equal(["3", "4"], _bench.ReadOnce(bookmark).All);
    }

    [Fact]
    public void Of_files_with_the_same_first_line_the_one_that_holds_the_bookmarked_line_is_taken()
    {
        Writer.Append("same", "1", "2").Rotate();
        Writer.Append("same", "3", "4").Rotate();
        Writer.Append("same", "5", "6");
        Writer.Compress(Writer.Backups[1]);
        var all = _bench.ReadOnce();
        Assert.Equal(["same", "1", "2", "same", "3", "4", "same", "5", "6"], all.All);

        foreach (var line in all.Lines.Where(l => l.Text != "same"))
        {
            Assert.Equal(all.Texts.SkipWhile(t => t != line.Text).Skip(1), _bench.ReadOnce(line.Bookmark).Texts);
        }
    }

    [Fact]
    public void From_each_position_in_each_file_exactly_the_rest_follows()
    {
        for (var file = 0; file < 4; file++)
        {
            Writer.Append(Enumerable.Range(0, 7).Select(i => $"{file}.{i} {new string('x', i * 400)}"));
            if (file < 3)
            {
                Writer.Rotate();
            }
        }

        Writer.Compress(Writer.Backups[0]);
        Writer.Compress(Writer.Backups[1], keepBoth: true);
        var all = _bench.ReadOnce().Lines;
        Assert.Equal(28, all.Count);
        for (var i = 0; i < all.Count; i++)
        {
            Assert.Equal(all.Skip(i + 1), _bench.ReadOnce(all[i].Bookmark).Lines);
        }
    }

    [Fact]
    public void A_backup_that_is_removed_while_it_is_read_is_read_to_its_end()
    {
        Writer.Append(Enumerable.Range(0, 1000).Select(i => $"line {i}")).Rotate();
        Writer.Append("next").Rotate();
        Writer.Append("present");
        using var reader = _bench.Open();
        var drain = new JournalDrain();
        drain.Take(reader.TryRead()!);

        Writer.KeepBackups(1);
        drain.Read(reader);

        Assert.Equal([.. Enumerable.Range(0, 1000).Select(i => $"line {i}"), "next", "present"], drain.All);
    }

    [Fact]
    public void Backups_that_vanish_before_they_are_read_are_a_gap_of_their_size()
    {
        Writer.Append("first", "file").Rotate();
        Writer.Append("lost").Rotate();
        Writer.Append("left").Rotate();
        Writer.Append("present");
        using var reader = _bench.Open();
        var drain = new JournalDrain();
        drain.Take(reader.TryRead()!);

        Writer.KeepBackups(1);
        drain.Read(reader);

        var gap = Assert.Single(drain.Gaps);
        Assert.Equal(GapReason.RotatedAway, gap.Reason);
        Assert.Equal(5, gap.Bytes);
        Assert.Equal(drain.Lines[1].Bookmark.Position, gap.From);
        Assert.Equal(new Position(drain.Lines[2].File, 0), gap.End);
        Assert.Equal(["first", "file", gap, "left", "present"], drain.All);
        Assert.Contains("Keep more backups", gap.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_everything_rotated_away_meanwhile_a_gap_says_so_and_the_oldest_that_is_left_follows()
    {
        Writer.Append("read");
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);

        for (var i = 0; i < 5; i++)
        {
            Writer.Rotate();
            Writer.Append($"later {i}");
        }

        Writer.KeepBackups(2);
        drain.Read(reader);

        var gap = Assert.Single(drain.Gaps);
        Assert.Null(gap.Bytes);
        Assert.Equal(["read", gap, "later 2", "later 3", "later 4"], drain.All);
    }

    [Fact]
    public void Empty_backups_are_passed_over()
    {
        Writer.AppendBytes([]).Rotate();
        Writer.Append("1").Rotate();
        Writer.Compress(Writer.Rotate());
        Writer.Append("2");

        Assert.Equal(["1", "2"], _bench.ReadOnce().All);
    }

    [Fact]
    public void An_empty_file_that_was_waited_in_is_not_taken_for_an_older_empty_one()
    {
        Writer.Append("1").Rotate();
        Writer.Compress(Writer.Rotate());
        Writer.Append("2").Rotate();
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);

        Writer.Compress(Writer.Rotate());
        Writer.Append("3");

        Assert.Equal(["1", "2", "3"], drain.Read(reader).All);
    }

    [Fact]
    public void Other_files_are_left_alone()
    {
        Writer.Append("1");
        foreach (var name in new[] { "tetragon.log.1", "tetragon-old.log", "tetragon-2026-11-23T23-18-06.107.json", "other-2026-11-23T23-18-06.107.log" })
        {
            File.WriteAllText(Path.Combine(_bench.Folder, name), "not ours\n");
        }

        Assert.Equal(["1"], _bench.ReadOnce().All);
    }

    [Fact]
    public void Files_of_any_name_rotate()
    {
        foreach (var name in new[] { "events", "a.b-c.json", "with space.log" })
        {
            var path = Path.Combine(_bench.Folder, name);
            var writer = new ExportFileWriter(path);
            writer.Append("1").Rotate();
            writer.Append("2");
            var journal = new TetraBridge.Sources.ExportFile.ExportFileJournal(name, new(path), _bench.Time, _bench.Log);

            using var reader = journal.Open(null, JournalStart.Oldest, once: true);
            Assert.Equal(["1", "2"], new JournalDrain().Read(reader).All);
        }
    }

    public void Dispose() => _bench.Dispose();
}

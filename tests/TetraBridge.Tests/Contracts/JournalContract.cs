using System.IO.Hashing;
using System.Text;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Contracts;

/// <summary>What every journal of lines on disk keeps. A subclass says how one is written and opened.</summary>
public abstract class JournalContract : IDisposable
{
    /// <summary>Appends whole lines.</summary>
    private protected abstract void Append(params string[] lines);

    /// <summary>The journal over what was appended.</summary>
    private protected abstract IJournal Journal { get; }

    /// <inheritdoc/>
    public abstract void Dispose();

    private protected JournalDrain ReadOnce(Bookmarked? bookmark = null, JournalStart start = JournalStart.Oldest)
    {
        using var reader = Journal.Open(bookmark, start, once: true);
        var drain = new JournalDrain().Read(reader);
        Assert.True(reader.IsCompleted);
        return drain;
    }

    [Fact]
    public void All_lines_come_in_order_and_then_it_is_completed()
    {
        Append("one", "two", "three");

        Assert.Equal(["one", "two", "three"], ReadOnce().Texts);
    }

    [Fact]
    public void An_empty_journal_is_completed_at_once_without_a_word()
    {
        Assert.Empty(ReadOnce().All);
    }

    [Fact]
    public void Positions_are_the_first_lines_hash_and_the_offset_behind_the_line()
    {
        Append("one", "twotwo");

        var lines = ReadOnce().Lines;

        var file = XxHash128.HashToUInt128(Encoding.UTF8.GetBytes("one"));
        Assert.Equal([new Position(file, 4), new Position(file, 11)], lines.Select(l => l.Bookmark.Position));
    }

    [Fact]
    public void From_each_bookmark_exactly_the_lines_behind_it_follow()
    {
        Append("one", "", "three", "three", "five");

        var all = ReadOnce().Lines;
        for (var i = 0; i < all.Count; i++)
        {
            Assert.Equal(all.Skip(i + 1), ReadOnce(all[i].Bookmark).Lines);
        }
    }

    [Fact]
    public void A_bookmark_that_is_nowhere_gives_a_gap_and_then_everything()
    {
        Append("one", "two");
        var nowhere = new Bookmarked(new Position(4711, 10), 12);

        var drain = ReadOnce(nowhere);

        var gap = Assert.IsType<JournalGap>(drain.All[0]);
        Assert.Equal(GapReason.RotatedAway, gap.Reason);
        Assert.Equal(nowhere.Position, gap.From);
        Assert.Equal(new Position(drain.Lines[0].File, 0), gap.End);
        Assert.Equal(["one", "two"], drain.Texts);
    }

    [Fact]
    public void A_bookmark_behind_another_line_gives_a_gap_and_then_everything()
    {
        Append("one", "two");
        var moved = ReadOnce().Lines[0].Bookmark with { LastLine = 12 };

        var drain = ReadOnce(moved);

        Assert.Equal(GapReason.Truncated, Assert.IsType<JournalGap>(drain.All[0]).Reason);
        Assert.Equal(["one", "two"], drain.Texts);
    }

    [Fact]
    public void A_reader_at_the_end_sees_only_what_comes_later()
    {
        Append("one", "two");
        using var reader = Journal.Open(null, JournalStart.End, once: false);
        Assert.Null(reader.TryRead());

        Append("three");

        Assert.Equal(["three"], new JournalDrain().Read(reader).Texts);
    }

    [Fact]
    public void Readers_are_independent()
    {
        Append("one", "two");
        using var first = Journal.Open(null, JournalStart.Oldest, once: true);
        using var second = Journal.Open(null, JournalStart.Oldest, once: true);

        var firstLines = new JournalDrain().Read(first).Lines;

        Assert.Equal(firstLines, new JournalDrain().Read(second).Lines);
    }

    [Fact]
    public void What_is_not_text_is_handed_on_as_it_is()
    {
        Append("a\0b\r", "", "ÿþ", " ");

        Assert.Equal(4, ReadOnce().Lines.Count);
        Assert.Equal("a\0b\r", ReadOnce().Lines[0].Text);
    }

    [Fact]
    public void What_is_unread_is_told()
    {
        Append("one", "two");
        using var reader = Journal.Open(null, JournalStart.Oldest, once: false);
        Assert.Equal(8, reader.Lag().Bytes);

        new JournalDrain().Read(reader);
        Append("three");

        var lag = reader.Lag();
        Assert.Equal(6, lag.Bytes);
        Assert.Equal(14, lag.TotalBytes);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var reader = Journal.Open(null, JournalStart.Oldest, once: false);
        Assert.Null(reader.TryRead());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.WaitAsync(TimeSpan.FromHours(1), new CancellationToken(canceled: true)).AsTask());
    }
}

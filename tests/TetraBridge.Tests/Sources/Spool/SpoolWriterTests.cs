using Microsoft.Extensions.Logging;
using TetraBridge.Sources;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Tests.Sources.Spool;

public sealed class SpoolWriterTests
{
    private static readonly string _kilobyte = new('x', 1023);

    private static string[] Kilobytes(int count) => [.. Enumerable.Repeat(_kilobyte, count)];

    [Fact]
    public async Task What_is_appended_is_written_in_order_and_fsynced_within_a_tenth_of_a_second()
    {
        await using var bench = new SpoolBench().Start();
        bench.Append("one", "two");
        await bench.UntilAsync(() => bench.Disk.Syncs == 1, "the first lines are fsynced");

        bench.Append("three");
        var appended = bench.Time.GetUtcNow();
        await bench.UntilAsync(() => bench.Disk.Syncs == 2, "the third line is fsynced");

        Assert.Equal(["one", "two", "three"], bench.Lines);
        Assert.InRange(bench.Time.GetUtcNow() - appended, TimeSpan.Zero, TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task Nothing_is_fsynced_where_nothing_was_written()
    {
        await using var bench = new SpoolBench().Start();
        bench.Append("one");
        await bench.UntilAsync(() => bench.Disk.Syncs == 1, "it is fsynced");

        var later = bench.Time.GetUtcNow().AddHours(1);
        await bench.UntilAsync(() => bench.Time.GetUtcNow() > later, "an hour passes", stepMilliseconds: 10_000);

        Assert.Equal(1, bench.Disk.Syncs);
    }

    [Fact]
    public async Task Lines_go_on_being_written_while_an_fsync_takes_long()
    {
        using var slow = new ManualResetEventSlim();
        await using var bench = new SpoolBench();
        bench.Disk.Syncing = () => slow.Wait(TestContext.Current.CancellationToken);
        bench.Start().Append("one");
        await bench.UntilAsync(() => bench.Lines.Length == 1, "the first is written");

        bench.Append("two");

        await bench.UntilAsync(() => bench.Lines.Length == 2, "the second is written beside the fsync");
        slow.Set();
    }

    [Fact]
    public async Task Lines_that_come_faster_than_they_are_written_are_fsynced_all_the_same()
    {
        await using var bench = new SpoolBench();
        bench.Disk.Wrote = () => bench.Append("another");
        bench.Start().Append("one");

        await bench.UntilAsync(() => bench.Disk.Syncs > 1, "what was written is fsynced, again and again");

        bench.Disk.Wrote = static () => { };
    }

    [Fact]
    public async Task Many_lines_are_written_in_pieces_of_a_megabyte_and_fsynced_on_the_way()
    {
        await using var bench = new SpoolBench();
        var pieces = new List<long>();
        bench.Disk.Wrote = () => pieces.Add(bench.Disk.Bytes);
        var longer = new string('y', 2 << 20);
        bench.Append([.. Kilobytes(9 * 1024), longer]);

        bench.Start();
        await bench.UntilAsync(() => bench.Lines.Length == 9 * 1024 + 1, "all are written");

        Assert.Equal(Enumerable.Range(1, 9).Select(static megabytes => megabytes * 1024L * 1024).Append((11L << 20) + 1), pieces);
        await bench.UntilAsync(() => bench.Disk.Syncs > 1, "it was fsynced before its end");
    }

    [Fact]
    public async Task What_waits_at_the_end_is_written_and_fsynced()
    {
        await using var bench = new SpoolBench().Start();
        bench.Append("one");

        await bench.StopAsync();

        Assert.Equal(["one"], bench.Lines);
        bench.Disk.CutPower(new Random(1));
        Assert.Equal(["one"], bench.Lines);
    }

    [Fact]
    public async Task A_full_disk_keeps_lines_in_memory_then_drops_the_newest_and_tells_where_and_how_many()
    {
        await using var bench = new SpoolBench(new SpoolOptions("memory", "n", MemoryBytes: 10 * 1024));
        bench.Disk.Limit = 0;
        bench.Start().Append(Kilobytes(25));
        await bench.UntilAsync(() => bench.Logger.Entries.Count > 0, "it is said");
        Assert.Equal(LogLevel.Error, bench.Logger.Entries[0].Level);

        bench.Disk.Limit = long.MaxValue;
        await bench.UntilAsync(() => bench.Gaps.Length > 0, "the gap is told", stepMilliseconds: 100);
        bench.Append("after");
        await bench.UntilAsync(() => bench.Lines[^1] == "after", "what comes later is written");

        Assert.Equal(12, bench.Lines.Length);
        Assert.All(bench.Lines[..10], line => Assert.Equal(_kilobyte, line));
        var gap = Assert.Single(bench.Gaps);
        Assert.Equal(GapReason.BufferFull.Name(), gap.GetProperty("reason").GetString());
        Assert.Equal(15, gap.GetProperty("events").GetInt64());
        Assert.Equal(15 * 1024, gap.GetProperty("bytes").GetInt64());
        Assert.Equal(LogLevel.Information, bench.Logger.Entries[^1].Level);
    }

    [Fact]
    public async Task A_line_longer_than_the_memory_is_taken_where_the_disk_takes_lines_and_dropped_where_it_does_not()
    {
        await using var bench = new SpoolBench(new SpoolOptions("memory", "n", MemoryBytes: 10 * 1024));
        var line = new string('y', 12 * 1024);
        bench.Start().Append([.. Kilobytes(4), line]);
        await bench.UntilAsync(() => bench.Lines.Length == 5, "all are written");
        Assert.Equal(line, bench.Lines[4]);

        bench.Disk.Limit = 0;
        bench.Append([.. Kilobytes(6), line]);
        await bench.UntilAsync(() => bench.Logger.Entries.Count > 0, "the disk is full");
        bench.Disk.Limit = long.MaxValue;
        await bench.UntilAsync(() => bench.Gaps.Length > 0, "the gap is told", stepMilliseconds: 100);

        Assert.Equal(12 * 1024 + 1, bench.Gaps[0].GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task A_write_that_the_disk_takes_in_part_is_made_again_whole()
    {
        await using var bench = new SpoolBench();
        bench.Disk.Limit = 1500;
        bench.Start().Append(Kilobytes(2));
        await bench.UntilAsync(() => bench.Logger.Entries.Count > 0, "the disk is full");
        Assert.DoesNotContain(bench.Lines, line => line.Length != 1023);

        bench.Disk.Limit = long.MaxValue;

        await bench.UntilAsync(() => bench.Lines.Length == 2, "both are written", stepMilliseconds: 100);
        Assert.Equal(Kilobytes(2), bench.Lines);
    }

    [Fact]
    public async Task What_every_route_has_delivered_makes_room_on_a_full_disk()
    {
        await using var bench = new SpoolBench(new SpoolOptions("memory", "n") { SegmentBytes = 2048 });
        bench.Start().Append(["a" + _kilobyte[1..], "b" + _kilobyte[1..], "c" + _kilobyte[1..]]);
        await bench.UntilAsync(() => bench.Lines.Length == 3, "two segments are there");
        bench.Writer.Holds.Hold(this, new Position(System.IO.Hashing.XxHash128.HashToUInt128(System.Text.Encoding.UTF8.GetBytes("c" + _kilobyte[1..])), 1024));

        bench.Disk.Limit = 3 * 1024;
        bench.Append("d" + _kilobyte[1..]);

        await bench.UntilAsync(() => bench.Lines[^1][0] == 'd', "the new line is written");
        Assert.Equal(2, bench.Lines.Length);
        Assert.Empty(bench.Gaps);
        Assert.Empty(bench.Logger.Entries);
    }

    [Fact]
    public async Task A_refused_fsync_is_said_and_no_bookmark_may_pass()
    {
        await using var bench = new SpoolBench();
        bench.Disk.RefusesSync = true;
        bench.Start().Append("one");

        await bench.UntilAsync(() => bench.Logger.Entries.Count > 0, "it is said");

        Assert.Equal(LogLevel.Error, bench.Logger.Entries[0].Level);
        Assert.Throws<IOException>(bench.Writer.Sync);
    }

    [Fact]
    public async Task A_gap_line_stands_at_its_place()
    {
        await using var bench = new SpoolBench().Start();
        bench.Append("one");
        bench.Writer.Append(new SpoolGap("disconnected", "The agent was gone.") { From = bench.Time.GetUtcNow(), Filled = 3, Complete = false });
        bench.Append("two");

        await bench.UntilAsync(() => bench.Lines.Length == 3, "all is written");

        Assert.Equal(
            """{"tetrabridge_gap":{"reason":"disconnected","words":"The agent was gone.","from":"2026-11-24T08:00:00.0000000Z","filled":3,"complete":false},"node_name":"n","time":"2026-11-24T08:00:00.0000000Z"}""",
            bench.Lines[1]);
    }

    [Fact]
    public void Appending_allocates_nothing_once_there_is_room()
    {
        var buffer = new SpoolBuffer(1 << 20, "n", TimeProvider.System);
        var line = new byte[2400];
        void Turn()
        {
            for (var i = 0; i < 100; i++)
            {
                buffer.Append(line);
            }

            buffer.Written(buffer.Take().Length);
        }

        for (var i = 0; i < 10; i++)
        {
            Turn();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Turn();
        }

        // A write of many lines costs a task; a line costs nothing.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 256);
    }
}

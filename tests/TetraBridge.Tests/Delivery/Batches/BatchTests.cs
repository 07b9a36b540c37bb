using System.Text;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Batches;
using TetraBridge.Sinks;
using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Delivery.Batches;

public sealed class BatchTests
{
    private const int BlockSize = 1 << 20;

    private readonly BlockPool _pool = new(BlockSize, keep: 100);

    [Fact]
    public void A_block_with_many_of_its_lines_is_kept_whole_and_released_once()
    {
        var batch = new Batch();
        var line = new string('x', BlockSize / 2);
        var block = Take(batch, line);
        var buffer = block.Buffer;
        Assert.Equal(BlockSize, batch.KeptBytes);
        Assert.Same(buffer, batch.Keeper(batch.Records[0].Line!.Value).Buffer);

        batch.Clear();

        Assert.Equal(0, batch.KeptBytes);
        Assert.Same(buffer, _pool.Rent(1));
        Assert.Throws<InvalidOperationException>(block.Release);
    }

    [Fact]
    public void Of_blocks_with_a_line_each_the_lines_are_copied_so_that_memory_is_bounded()
    {
        var batch = new Batch();
        var first = Take(batch, "line 0").Buffer;
        for (var i = 1; i < 500; i++)
        {
            Assert.Same(first, Take(batch, $"line {i}").Buffer);
        }

        Assert.InRange(batch.KeptBytes, 1, 10_000);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"line {i}"), batch.Records.Select(record => Encoding.UTF8.GetString(batch.Line(record).Span)));
        Assert.All(batch.Records, record => Assert.Equal(77, record.Line!.Value.FileOffset));
    }

    [Fact]
    public void Lines_are_found_again_whichever_way_they_are_kept()
    {
        var batch = new Batch();
        var random = new Random(7);
        var expected = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            string[] lines = [.. Enumerable.Range(0, random.Next(1, 4)).Select(n => $"{i}.{n} " + new string('x', random.Next(2) == 0 ? 10 : BlockSize / 4))];
            expected.AddRange(lines);
            Take(batch, lines);
            if (random.Next(3) == 0)
            {
                batch.Bytes.Write("own"u8);
                batch.Add(batch.Bytes.Length - 3, [], 1);
                expected.Add("");
            }
        }

        Assert.Equal(expected, batch.Records.Select(record => Encoding.UTF8.GetString(batch.Line(record).Span)));
        batch.Clear();
        Assert.Empty(batch.Records);
    }

    [Fact]
    public void A_batch_that_keeps_too_much_is_full()
    {
        var open = new OpenBatch(new SinkLimits(1 << 20, 1_000_000, int.MaxValue, 1 << 16, 4), new FakeTimeProvider());
        var blocks = 0;
        for (; !open.IsFull; blocks++)
        {
            Assert.True(blocks < 100);
            var block = Blocks.Of(_pool, 1, 0, new string('x', BlockSize - 1));
            open.Batch.Add(0, [], 1, block, 0, BlockSize - 1);
            open.Count(new Tally(Read: 1));
            open.Batch.Leave();
            block.Release();
        }

        Assert.Equal(16, blocks);
        open.Return(open.Close(0));
        Assert.False(open.IsFull);
    }

    [Fact]
    public void An_empty_batch_is_never_full_however_small_the_limits_are()
    {
        var open = new OpenBatch(new SinkLimits(1, 1, int.MaxValue, 1, 1), new FakeTimeProvider());
        Assert.False(open.IsFull);

        open.Batch.Add(0, [], 1);
        Assert.True(open.IsFull);
    }

    [Fact]
    public void A_closed_batch_says_what_it_stands_for_and_comes_back_empty()
    {
        var time = new FakeTimeProvider();
        var open = new OpenBatch(ScriptedSink.Roomy, time);
        Assert.True(open.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, open.Age);
        open.Count(new Tally(Read: 2, Blank: 1));
        time.Advance(TimeSpan.FromSeconds(1));
        open.Count(new Tally(Read: 1));
        Assert.Equal(TimeSpan.FromSeconds(1), open.Age);
        open.Reached(new Position(1, 2), "line"u8);

        var closed = open.Close(newestTime: 9);

        Assert.Equal(new BatchRange(new Bookmarked(new Position(1, 2), System.IO.Hashing.XxHash128.HashToUInt128("line"u8)), 9, new Tally(Read: 3, Blank: 1)), closed.Range);
        Assert.True(open.IsEmpty);
        open.Return(closed);
        open.Count(new Tally(Told: 1));
        Assert.Equal(new BatchRange(null, 9, new Tally(Told: 1)), open.Close(9).Range);
        Assert.Same(closed, open.Batch);
        Assert.Null(closed.Range);
    }

    [Fact]
    public void Slices_split_down_to_single_records_that_are_all_of_the_batch()
    {
        var batch = Blocks.Batch([.. Enumerable.Range(0, 7).Select(i => new string('x', i))]);
        List<int> starts = [];
        var open = new Stack<BatchSlice>([new BatchSlice(batch)]);
        while (open.TryPop(out var slice))
        {
            if (slice.Count == 1)
            {
                starts.Add(slice.Start);
                Assert.Equal(slice.Start, slice.RecordBytes);
                continue;
            }

            Assert.Equal(slice.RecordBytes, slice.FirstHalf.RecordBytes + slice.SecondHalf.RecordBytes);
            open.Push(slice.SecondHalf);
            open.Push(slice.FirstHalf);
        }

        Assert.Equal(Enumerable.Range(0, 7), starts);
    }

    // As a route does: its own hold on the block ends with the block.
    private LineBlock Take(Batch batch, params string[] lines)
    {
        var block = Blocks.Of(_pool, 1, 77, lines);
        var at = 0;
        foreach (var line in lines)
        {
            var offset = batch.Bytes.Length;
            batch.Bytes.Write(block.Buffer.AsSpan(at, line.Length));
            batch.Add(offset, [], 1, block, at, line.Length);
            at += line.Length + 1;
        }

        batch.Leave();
        block.Release();
        return block;
    }
}

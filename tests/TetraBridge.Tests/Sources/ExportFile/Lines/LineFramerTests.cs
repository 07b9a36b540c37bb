using System.IO.Hashing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile.Lines;

namespace TetraBridge.Tests.Sources.ExportFile.Lines;

public sealed class LineFramerTests
{
    private sealed record Seen(long Offset, long End, string Bytes, bool IsWhole);

    [Property(MaxTest = 1000)]
    public void Any_split_and_any_block_size_give_the_same_lines_at_the_same_places(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var content = new byte[random.Next(0, 600)];
        random.NextBytes(content);
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = random.Next(random.Next(2, 40)) == 0 ? (byte)'\n' : content[i];
        }

        var maxLine = random.Next(1, 80);
        var pool = new BlockPool(random.Next(1, maxLine + 2), 4);
        using var framer = new LineFramer(pool, maxLine, "f", null, 0);

        var seen = Feed(framer, content, () => random.Next(1, 100));

        Assert.Equal(Expected(content, maxLine), seen);
    }

    [Fact]
    public void The_first_line_gives_the_fingerprint_also_where_it_is_too_long()
    {
        foreach (var maxLine in new[] { 3, 4, 100 })
        {
            using var framer = new LineFramer(new BlockPool(2, 4), maxLine, "f", null, 0);
            Feed(framer, "four\nx\n"u8, () => 1);

            Assert.Equal(XxHash128.HashToUInt128("four"u8), framer.File);
        }
    }

    [Fact]
    public void A_line_of_just_the_limit_is_whole_and_one_byte_more_is_too_much()
    {
        using var framer = new LineFramer(new BlockPool(4, 4), 5, "f", 1, 0);

        var seen = Feed(framer, "12345\n123456\n"u8, () => 3);

        Assert.Equal([true, false], seen.Select(s => s.IsWhole));
    }

    [Fact]
    public void Of_a_long_line_the_head_the_length_and_the_hash_are_kept()
    {
        var line = new byte[300_000];
        new Random(1).NextBytes(line);
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        using var framer = new LineFramer(new BlockPool(4096, 4), 100_000, "f", 1, 50);

        UnreadableLine? unreadable = null;
        foreach (var piece in ((byte[])[.. line, (byte)'\n']).Chunk(999))
        {
            Put(framer, piece, item => unreadable = Assert.IsType<UnreadableLine>(item));
        }

        Assert.NotNull(unreadable);
        Assert.Equal(LineDefect.TooLong, unreadable.Defect);
        Assert.Equal(50, unreadable.Offset);
        Assert.Equal(300_000, unreadable.Length);
        Assert.Equal(line[..65536], unreadable.Head);
        Assert.Equal(XxHash128.HashToUInt128(line), unreadable.Hash);
        Assert.Equal(new Position(1, 300_051), unreadable.End);
    }

    [Fact]
    public void Blocks_go_back_to_the_pool()
    {
        var pool = new BlockPool(16, 100);
        List<byte[]> buffers = [];
        using var framer = new LineFramer(pool, 1000, "f", 1, 0);
        for (var i = 0; i < 50; i++)
        {
            Put(framer, "abc\ndef\ngh\n"u8, item =>
            {
                buffers.Add(((LineBlock)item).Buffer);
                ((LineBlock)item).Release();
            });
        }

        Assert.InRange(buffers.Distinct(ReferenceEqualityComparer.Instance).Count(), 1, 3);
    }

    [Theory]
    [InlineData("{\"a\":1}", true)]
    [InlineData(" {\"a\":[{}]} ", true)]
    [InlineData("{\"a\":1", false)]
    [InlineData("{\"a\":1}{", false)]
    [InlineData("{\"a\":1} {\"b\":2}", false)]
    [InlineData("12", false)]
    [InlineData("nonsense", false)]
    [InlineData("  ", false)]
    public void A_rest_is_a_line_only_where_it_is_one_whole_object(string rest, bool isWhole)
    {
        using var framer = new LineFramer(new BlockPool(16, 4), 1000, "f", 1, 0);
        Feed(framer, System.Text.Encoding.UTF8.GetBytes("x\n" + rest), () => 5, takeRest: false);

        var block = framer.TakeRestIfWhole();

        Assert.Equal(isWhole, block is not null);
        Assert.Equal(isWhole ? 2 + rest.Length : 2, framer.Offset);
        block?.Release();
    }

    private static List<Seen> Feed(LineFramer framer, ReadOnlySpan<byte> content, Func<int> pieceLength, bool takeRest = true)
    {
        List<Seen> seen = [];
        for (var rest = content; !rest.IsEmpty;)
        {
            var length = Math.Min(rest.Length, pieceLength());
            Put(framer, rest[..length], item => seen.AddRange(Taken(item)));
            rest = rest[length..];
        }

        if (takeRest && framer.TakeRest() is { } last)
        {
            seen.AddRange(Taken(last));
        }

        return seen;
    }

    private static void Put(LineFramer framer, ReadOnlySpan<byte> piece, Action<JournalItem> taken)
    {
        while (!piece.IsEmpty)
        {
            var room = framer.Room();
            var count = Math.Min(room.Length, piece.Length);
            piece[..count].CopyTo(room);
            piece = piece[count..];
            framer.Added(count);
            while (framer.TryTake() is { } item)
            {
                taken(item);
            }
        }
    }

    private static List<Seen> Taken(JournalItem item)
    {
        if (item is UnreadableLine line)
        {
            Assert.Equal(line.Head.Length, Math.Min(line.Length, 65536));
            return [new Seen(line.Offset, line.End.Offset, Convert.ToHexString(line.Head), false)];
        }

        var block = (LineBlock)item;
        List<Seen> lines = [];
        var bytes = block.Buffer.AsSpan(block.Start, block.Length);
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes[start..].IndexOf((byte)'\n');
            lines.Add(new Seen(block.Offset + start, block.Offset + start + length + 1, Convert.ToHexString(bytes.Slice(start, length)), true));
            start += length + 1;
        }

        Assert.Equal(block.End.Offset, lines[^1].End);
        block.Release();
        return lines;
    }

    private static List<Seen> Expected(byte[] content, int maxLine)
    {
        List<Seen> expected = [];
        for (var start = 0; start < content.Length;)
        {
            var length = Array.IndexOf(content, (byte)'\n', start) is var newline && newline >= 0 ? newline - start : content.Length - start;
            var end = newline >= 0 ? newline + 1 : content.Length;
            expected.Add(new Seen(start, end, Convert.ToHexString(content.AsSpan(start, length)), newline >= 0 && length <= maxLine));
            start = end;
        }

        return expected;
    }
}

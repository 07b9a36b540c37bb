using System.IO.Hashing;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Sources;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Segments;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

public sealed class SpoolLimitTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemorySpoolFiles _disk = new();
    private readonly SpoolHolds _holds = new();
    private readonly SpoolSegments _segments;

    // Lines of ten bytes, two in a segment, four segments at most.
    public SpoolLimitTests()
    {
        _segments = Segments(new SpoolOptions("memory", "n", LimitBytes: 80) { SegmentBytes = 20 });
        _segments.Open();
    }

    public void Dispose() => _segments.Dispose();

    [Fact]
    public void The_oldest_whole_segment_goes_and_its_gap_is_told()
    {
        Write(0, 9);

        Assert.DoesNotContain("line 0000", Lines);
        Assert.DoesNotContain("line 0001", Lines);
        Assert.Equal("line 0002", Lines[0]);
        Assert.Contains(@"""reason"":""spool_full""", Gap, StringComparison.Ordinal);
        Assert.Contains(@"""bytes"":20,""events"":2", Gap, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_leave_the_systems_memory_once_another_is_closed()
    {
        Write(0, 5);

        Assert.Equal([true, false, false], _disk.Files.OrderBy(file => file.Key == SpoolOptions.FileName).ThenBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Value.HasLeftMemory));
    }

    [Fact]
    public void What_every_route_has_delivered_goes_without_a_word()
    {
        Write(0, 8);
        Hold("a", segmentOf: 4, 10);
        Hold("b", segmentOf: 2, 10);

        Write(8, 1);

        Assert.Equal("line 0002", Lines[0]);
        Assert.DoesNotContain(Lines, line => line.Contains("gap", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_what_the_last_route_has_not_delivered_is_told()
    {
        Write(0, 8);
        Hold("a", segmentOf: 4, 10);
        Hold("b", segmentOf: 0, 10);

        Write(8, 1);

        Assert.Contains(@"""bytes"":10,""events"":1", Gap, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_in_which_a_bookmark_stands_is_not_removed_to_make_room_on_the_disk()
    {
        Write(0, 6);
        Hold("a", segmentOf: 0, 20);
        Assert.False(_segments.RemoveSettled());

        Hold("a", segmentOf: 2, 10);

        Assert.True(_segments.RemoveSettled());
        Assert.False(_segments.RemoveSettled());
    }

    [Fact]
    public void A_reader_whose_place_is_nowhere_needs_everything()
    {
        Write(0, 6);
        _holds.Hold("a", new Position(4711, 10));

        Assert.False(_segments.RemoveSettled());
    }

    [Fact]
    public void Old_segments_go_by_their_age()
    {
        using var aging = Segments(new SpoolOptions("memory", "n", LimitAge: TimeSpan.FromHours(1)) { SegmentBytes = 20 });
        aging.Open();
        Write(aging, 0, 6);
        aging.Expire();
        Assert.Equal(6, Lines.Length);

        _time.Advance(TimeSpan.FromHours(2));
        aging.Expire();

        Assert.Equal(["line 0004", "line 0005"], Lines[..2]);
        Assert.Equal(2, Lines.Count(line => line.Contains("spool_full", StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_start_opens_a_new_segment_and_names_never_go_back_with_the_clock()
    {
        Write(0, 1);
        using var second = Segments(new SpoolOptions("memory", "n"));
        second.Open();
        Write(second, 1, 1);
        using var third = Segments(new SpoolOptions("memory", "n"));
        third.Open();

        Assert.Equal(3, _disk.Files.Count);
        Assert.Equal(["line 0000", "line 0001"], Lines);
    }

    [Fact]
    public void A_line_longer_than_a_segment_has_one_for_itself()
    {
        Write(0, 1);
        var line = new string('y', 50);
        WriteBytes(_segments, Encoding.UTF8.GetBytes($"{line}\nline 0001\n"));

        Assert.Equal(["line 0000", line, "line 0001"], Lines);
        Assert.Equal(3, _disk.Files.Count);
    }

    private string[] Lines => Encoding.UTF8.GetString(_disk.Everything).Split('\n')[..^1];

    private string Gap => Assert.Single(Lines, line => line.Contains("tetrabridge_gap", StringComparison.Ordinal));

    private SpoolSegments Segments(SpoolOptions options) => new(_disk, options, _holds, _time, NullLogger.Instance);

    private void Hold(string reader, int segmentOf, long offset) =>
        _holds.Hold(reader, new Position(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"line {segmentOf:0000}")), offset));

    private void Write(int first, int count) => Write(_segments, first, count);

    private static void Write(SpoolSegments segments, int first, int count) =>
        WriteBytes(segments, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(first, count).Select(n => $"line {n:0000}\n"))));

    private static void WriteBytes(SpoolSegments segments, ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            lines = lines[segments.Write(lines)..];
        }
    }
}

using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Segments;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

/// <summary>Whatever is appended, fsynced, killed or cut in whatever order: what is read back is what was written, in order, and what is missing is at the end of a run or told.</summary>
public sealed class SpoolCrashTests
{
    [Property(MaxTest = 300)]
    public void After_any_kill_all_that_was_written_is_there_and_a_torn_line_is_told(DoNotSize<int> seed) => Run(seed.Item, powerCuts: false);

    [Property(MaxTest = 300)]
    public void After_any_power_cut_all_that_was_fsynced_is_there_and_nothing_is_missing_in_between(DoNotSize<int> seed) => Run(seed.Item, powerCuts: true);

    private static void Run(int seed, bool powerCuts)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider();
        var disk = new MemorySpoolFiles();
        var options = new SpoolOptions("memory", "n") { SegmentBytes = random.Next(20, 400) };
        var next = 0;
        var torn = 0;
        List<int> sure = [];
        for (var run = 0; run < 5; run++)
        {
            using var segments = new SpoolSegments(disk, options, new SpoolHolds(), time, NullLogger.Instance);
            segments.Open();
            List<int> written = [];
            for (var step = random.Next(12); step > 0; step--)
            {
                time.Advance(TimeSpan.FromMilliseconds(random.Next(3)));
                if (random.Next(4) == 0)
                {
                    segments.Sync();
                    sure.AddRange(written);
                    written.Clear();
                }
                else
                {
                    var (lines, numbers) = Lines(random, ref next);
                    Write(segments, lines);
                    written.AddRange(numbers);
                }
            }

            if (powerCuts)
            {
                disk.CutPower(random);
                var left = Read(disk).Events;
                sure.AddRange(written.TakeWhile(left.Contains));
            }
            else
            {
                var (lines, _) = Lines(random, ref next);
                var part = lines[..random.Next(lines.IndexOf((byte)'\n') + 1)];
                torn += part.Length > 0 ? 1 : 0;
                disk.Kill(part);
                sure.AddRange(written);
            }
        }

        using var last = new SpoolSegments(disk, options, new SpoolHolds(), time, NullLogger.Instance);
        last.Open();
        var read = Read(disk);
        Assert.Equal(sure, read.Events);
        if (!powerCuts)
        {
            Assert.Equal(torn, read.Gaps);
        }
    }

    private static (byte[] Lines, int[] Numbers) Lines(Random random, ref int next)
    {
        var numbers = Enumerable.Range(next, random.Next(1, 4)).ToArray();
        next += numbers.Length;
        return (Encoding.UTF8.GetBytes(string.Concat(numbers.Select(n => $"{{\"n\":{n},\"pad\":\"{new string('x', random.Next(60))}\"}}\n"))), numbers);
    }

    private static void Write(SpoolSegments segments, ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            lines = lines[segments.Write(lines)..];
        }
    }

    // What is whole: a torn line at the very end is no line yet.
    private static (List<int> Events, int Gaps) Read(MemorySpoolFiles disk)
    {
        List<int> events = [];
        var gaps = 0;
        foreach (var line in Encoding.UTF8.GetString(disk.Everything).Split('\n')[..^1])
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("tetrabridge_gap", out var gap))
            {
                Assert.Equal("torn_line", gap.GetProperty("reason").GetString());
                gaps++;
            }
            else
            {
                events.Add(json.RootElement.GetProperty("n").GetInt32());
            }
        }

        return (events, gaps);
    }
}

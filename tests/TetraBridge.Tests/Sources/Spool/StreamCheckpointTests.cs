using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;
using TetraBridge.Sources.Spool.Segments;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

public sealed class StreamCheckpointTests : IDisposable
{
    private static readonly DateTimeOffset _begin = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(_begin);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_first_start_of_all_inherits_nothing_and_is_remembered_at_once()
    {
        Assert.Null(Open().Inherited);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(_begin, Open().Inherited);
    }

    [Fact]
    public void What_was_heard_is_saved_only_behind_the_lines_that_hold_it()
    {
        var checkpoint = Open();
        var disk = new MemorySpoolFiles { RefusesSync = true };
        using var writer = new SpoolWriter(new SpoolOptions("memory", "n"), disk, _time, NullLogger<SpoolWriter>.Instance, checkpoint);
        writer.Append("one"u8);
        checkpoint.Heard(_begin.AddSeconds(1));
        WriteAll(writer);
        Assert.Equal(_begin, Open().Inherited);

        disk.RefusesSync = false;
        WriteAll(writer);

        Assert.Equal(_begin.AddSeconds(1), Open().Inherited);
    }

    [Fact]
    public void What_the_disk_does_not_take_is_not_remembered_as_heard()
    {
        var checkpoint = Open();
        using var writer = new SpoolWriter(new SpoolOptions("memory", "n"), new MemorySpoolFiles { Limit = 0 }, _time, NullLogger<SpoolWriter>.Instance, checkpoint);
        writer.Append("one"u8);
        checkpoint.Heard(_begin.AddSeconds(1));

        WriteAll(writer);

        Assert.Equal(_begin, Open().Inherited);
    }

    [Fact]
    public async Task While_a_stream_runs_it_is_saved_each_second()
    {
        await using var bench = new SpoolBench(_folder.Path).Start();
        bench.Append("one");
        bench.Checkpoint!.Heard(_begin.AddMilliseconds(1));
        await bench.UntilAsync(() => Open().Inherited == bench.Checkpoint.Until, "it is saved", stepMilliseconds: 100);

        Assert.InRange(bench.Time.GetUtcNow() - _begin, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Mending_a_line_that_was_cut_off_does_not_move_the_time()
    {
        var checkpoint = Open();
        using (var writer = new SpoolWriter(new SpoolOptions(_folder.Path, "n"), new SpoolFolder(_folder.Path), _time, NullLogger<SpoolWriter>.Instance, checkpoint))
        {
            writer.Append("one"u8);
            checkpoint.Heard(_begin.AddSeconds(1));
            WriteAll(writer);
        }

        File.AppendAllText(_folder.File("spool.log"), "tw");
        _time.Advance(TimeSpan.FromHours(1));

        // A life that mends it, and is killed before it hears anything.
        using (var killed = new SpoolWriter(new SpoolOptions(_folder.Path, "n"), new SpoolFolder(_folder.Path), _time, NullLogger<SpoolWriter>.Instance, Open()))
        {
            WriteAll(killed);
        }

        Assert.Contains(Directory.GetFiles(_folder.Path), file => File.ReadAllText(file).Contains("torn_line", StringComparison.Ordinal));
        Assert.Equal(_begin.AddSeconds(1), Open().Inherited);
    }

    [Fact]
    public void Earlier_times_change_nothing()
    {
        var checkpoint = Open();
        checkpoint.Heard(_begin.AddSeconds(2));

        checkpoint.Heard(_begin.AddSeconds(1));

        Assert.Equal(_begin.AddSeconds(2), checkpoint.Until);
    }

    [Fact]
    public void Gaps_that_are_owed_and_loss_counters_come_again()
    {
        var checkpoint = Open();
        var gap = new SpoolGap("disconnected", "The agent was gone.") { From = _begin, To = _begin.AddTicks(1_234_567) };
        checkpoint.Owe(gap);
        checkpoint.Owe(gap);
        checkpoint.Losses = new LossReading(_begin, new Dictionary<string, double> { ["lost"] = 7 });
        checkpoint.Save(checkpoint.Take()!);

        var next = Open();
        Assert.Equal(gap, Assert.Single(next.InheritedGaps));
        Assert.Equal(7, next.Losses!.Counts["lost"]);
        Assert.Equal(_begin, next.Losses.At);
        Assert.Null(next.Take());

        next.Told(gap);
        next.Save(next.Take()!);
        Assert.Empty(Open().InheritedGaps);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"v\":1,\"until\":\"x\",\"owed\":[]}")]
    [InlineData("[1]")]
    public void A_damaged_file_still_tells_that_there_was_an_earlier_run(string content)
    {
        File.WriteAllText(_folder.File("checkpoint.json"), content);
        File.SetLastWriteTimeUtc(_folder.File("checkpoint.json"), _begin.UtcDateTime);

        Assert.Equal(_begin, Open().Inherited);
    }

    [Fact]
    public void Hearing_costs_no_allocation()
    {
        var checkpoint = Open();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            checkpoint.Heard(_begin.AddTicks(i));
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private StreamCheckpoint Open() => new(_folder.Path, _time);

    private static void WriteAll(SpoolWriter writer) => Assert.True(writer.RunAsync(new CancellationToken(canceled: true)).IsCompletedSuccessfully);
}

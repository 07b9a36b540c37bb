using TetraBridge.Sources;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.ExportFile;

public sealed class WaitingTests : IDisposable
{
    private readonly ExportFileBench _bench = new();

    [Fact]
    public async Task Half_a_line_is_never_handed_out_however_long_it_takes()
    {
        _bench.Writer.Append("1").AppendBytes("{\"ha"u8);
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);

        var waiting = Wait(reader, TimeSpan.FromMinutes(1));
        await UntilOver(waiting);
        drain.Read(reader);
        Assert.Equal(["1"], drain.All);

        _bench.Writer.AppendBytes("lf\":1}\n"u8);
        Assert.Equal(["1", "{\"half\":1}"], drain.Read(reader).All);
    }

    [Fact]
    public void The_end_is_behind_the_last_whole_line()
    {
        _bench.Writer.Append(new string('x', 200_000)).AppendBytes("{\"ha"u8);
        using var reader = _bench.Open(start: JournalStart.End);
        Assert.Null(reader.TryRead());

        _bench.Writer.AppendBytes("lf\":1}\n"u8);

        var line = Assert.Single(new JournalDrain().Read(reader).Lines);
        Assert.Equal(("{\"half\":1}", 200_012L), (line.Text, line.End));
    }

    [Fact]
    public async Task New_lines_end_the_wait_at_the_next_look()
    {
        _bench.Writer.Append("1");
        using var reader = _bench.Open();
        new JournalDrain().Read(reader);

        var waiting = Wait(reader, TimeSpan.FromHours(1));
        _bench.Writer.Append("2");
        Assert.False(waiting.IsCompleted);
        await UntilOver(waiting);

        Assert.Equal(["2"], new JournalDrain().Read(reader).All);
    }

    [Fact]
    public async Task A_rotation_a_truncation_and_a_first_file_end_the_wait()
    {
        using var reader = _bench.Open();
        var drain = new JournalDrain().Read(reader);
        foreach (var happening in new Action[]
        {
            () => _bench.Writer.Append("1"),
            () => _bench.Writer.Rotate(),
            () => _bench.Writer.Append("2"),
            () => File.WriteAllText(_bench.Path, ""),
        })
        {
            var waiting = Wait(reader, TimeSpan.FromHours(1));
            happening();
            await UntilOver(waiting);
            drain.Read(reader);
        }

        Assert.Equal(["1", "2"], drain.Texts);
    }

    [Fact]
    public async Task Nothing_new_ends_the_wait_when_its_time_is_over()
    {
        _bench.Writer.Append("1");
        using var reader = _bench.Open();
        new JournalDrain().Read(reader);

        var waiting = Wait(reader, TimeSpan.FromMilliseconds(130));
        _bench.Time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.False(waiting.IsCompleted);
        await UntilOver(waiting);
    }

    [Fact]
    public void At_rest_a_look_allocates_nothing_worth_mentioning()
    {
        _bench.Writer.Append("1");
        using var reader = _bench.Open();
        new JournalDrain().Read(reader);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Assert.Null(reader.TryRead());
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void The_lag_counts_unread_bytes_over_all_files_unpacked()
    {
        _bench.Writer.Compress(_bench.Writer.Append("12345").Rotate());
        _bench.Writer.Append("12").Rotate();
        _bench.Writer.Append("1234");
        using var reader = _bench.Open();
        Assert.Equal(new JournalLag(14, 14, null), reader.Lag() with { UntilLost = null });

        var drain = new JournalDrain();
        drain.Take(reader.TryRead()!);
        Assert.Equal(new JournalLag(8, 14, null), reader.Lag() with { UntilLost = null });

        drain.Read(reader);
        _bench.Writer.AppendBytes("half"u8);
        drain.Read(reader);
        Assert.Equal(new JournalLag(4, 18, null), reader.Lag() with { UntilLost = null });
    }

    [Fact]
    public void The_time_until_loss_follows_the_pace_of_the_rotations()
    {
        // Backups at 23:18:06.107, :07 and :08: three stay and one goes each second.
        for (var i = 0; i < 3; i++)
        {
            _bench.Writer.Append($"{i}").Rotate();
        }

        _bench.Writer.Append("present");
        using var reader = _bench.Open();
        Assert.Equal(TimeSpan.Zero, reader.Lag().UntilLost);

        new JournalDrain().Read(reader);
        Assert.Null(reader.Lag().UntilLost);
    }

    public void Dispose() => _bench.Dispose();

    private static Task Wait(IJournalReader reader, TimeSpan atMost) => reader.WaitAsync(atMost, TestContext.Current.CancellationToken).AsTask();

    // The next pause begins on another thread after the last one ended, so fake time moves on until the wait is over.
    private async Task UntilOver(Task waiting)
    {
        var deadline = Environment.TickCount64 + 30_000;
        while (!waiting.IsCompleted && Environment.TickCount64 < deadline)
        {
            _bench.Time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.True(waiting.IsCompletedSuccessfully);
    }
}

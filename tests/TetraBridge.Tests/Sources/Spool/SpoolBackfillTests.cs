using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Intake;
using TetraBridge.Events;
using TetraBridge.Sources;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Backfill;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;
using TetraBridge.Sources.Spool.Segments;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

/// <summary>The events are a second apart: the stream brought 0 to 99 and 200 to 202, the agent's file holds more or less.</summary>
public sealed class SpoolBackfillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(At(203));
    private readonly RecordingLogger<SpoolBackfill> _log = new();
    private readonly LiveProcesses _live = new(100);
    private readonly StreamCheckpoint _checkpoint;
    private readonly SpoolWriter _writer;

    public SpoolBackfillTests()
    {
        Directory.CreateDirectory(_folder.File("spool"));
        _checkpoint = new StreamCheckpoint(_folder.File("spool"), _time);
        _writer = Writer(_checkpoint);
        Append([.. Lines.Execs(0, 100), .. Lines.Execs(200, 3)]);
        WriteAll();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_the_file_holds_of_the_span_is_filled_in_once_marked_and_told()
    {
        Export(Lines.Execs(0, 203));

        await FillAsync();

        Assert.Equal(Lines.Execs(100, 100), Filled.Select(line => line.Replace(",\"tetrabridge_backfill\":true}", "}", StringComparison.Ordinal)));
        Assert.Contains("nothing is missing, since all 100 events of this time were filled in", Spool[^1], StringComparison.Ordinal);
        Assert.Contains(@"""filled"":100,""complete"":true},""node_name"":""n"",""time"":""2026-11-24T00:0", Spool[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_at_the_edges_that_the_stream_brought_or_lost_are_told_apart_by_their_uid()
    {
        Export([.. Lines.Execs(0, 203)]);
        Append(Lines.Execs(150, 10));

        await FillAsync();

        Assert.Equal(90, Filled.Length);
    }

    [Fact]
    public async Task A_filtered_file_is_known_by_what_it_lacks_and_is_never_called_complete()
    {
        Export(Lines.Execs(0, 203).Where((_, n) => n % 3 != 0));

        await FillAsync();

        Assert.Contains(@"""filled"":67,""complete"":false", Spool[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_begins_within_the_span_is_not_complete()
    {
        Export(Lines.Execs(150, 53));

        await FillAsync();

        Assert.Contains(@"""filled"":50,""complete"":false", Spool[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_the_gap_is_told_all_the_same()
    {
        await FillAsync();

        Assert.Contains(@"""filled"":0,""complete"":false", Spool[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_by_stream_and_stands_late_in_the_file_is_not_doubled()
    {
        Append(Lines.Exec(180));
        Export([.. Lines.Execs(0, 180), .. Lines.Execs(181, 22), Lines.Exec(180)]);

        await FillAsync();

        Assert.Equal(99, Filled.Length);
    }

    [Fact]
    public async Task What_the_file_gains_while_it_is_read_the_stream_brings()
    {
        Export(Lines.Execs(0, 203));

        await FillAsync(() => Export(Lines.Exec(150).Replace("x150", "late", StringComparison.Ordinal)));

        Assert.DoesNotContain(Filled, line => line.Contains("late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_filled_in_is_linked_with_what_was_seen_live_and_is_seen_itself()
    {
        var replay = Lines.Exec(120).Replace("x120", "r120", StringComparison.Ordinal).Replace("\"binary\"", "\"flags\":\"procFS\",\"binary\"", StringComparison.Ordinal);
        Export([.. Lines.Execs(0, 130), replay, .. Lines.Execs(130, 73)]);

        await FillAsync();

        Assert.Contains(Filled, line => line.Contains("r120", StringComparison.Ordinal) && line.EndsWith(",\"tetrabridge_live_exec_id\":\"x120\",\"tetrabridge_backfill\":true}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_report_of_events_that_the_file_lacks_within_a_minute_behind_the_span_makes_it_incomplete()
    {
        Export(Lines.Execs(0, 203));

        await FillAsync(() => Export(Lines.RateLimit(240)));

        Assert.Contains(@"""filled"":100,""complete"":false", Spool[^1], StringComparison.Ordinal);
        Assert.Contains("may not hold all of them", Spool[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cut_short_the_gap_is_owed_and_the_next_start_fills_what_is_left_and_tells_all_of_it_once()
    {
        Export(Lines.Execs(0, 203));
        await CutShortAsync();
        Assert.DoesNotContain(Spool, IsGap);
        var next = new StreamCheckpoint(_folder.File("spool"), _time);
        Assert.Equal(Gap, Assert.Single(next.InheritedGaps));

        // Some were filled in before.
        foreach (var line in Lines.Execs(100, 30))
        {
            _writer.Append(BackfillMark.On(Encoding.UTF8.GetBytes(line)));
        }

        WriteAll();
        using var writer = Writer(next);
        await FillAsync(Backfill(writer, next), writer);

        Assert.Equal(100, Filled.Distinct().Count());
        Assert.Equal(100, Filled.Length);
        Assert.Contains(@"""filled"":100,""complete"":true", Assert.Single(Spool, IsGap), StringComparison.Ordinal);
        Assert.Empty(new StreamCheckpoint(_folder.File("spool"), _time).InheritedGaps);
    }

    [Fact]
    public async Task A_gap_is_owed_until_its_line_is_fsynced()
    {
        Export(Lines.Execs(0, 203));
        using var stop = new CancellationTokenSource();
        var backfill = Backfill(_writer, _checkpoint);
        backfill.Tell(Gap);
        WriteAll();
        Assert.Single(new StreamCheckpoint(_folder.File("spool"), _time).InheritedGaps);

        var filling = backfill.RunAsync(stop.Token);
        await Eventually.TrueAsync(() => _checkpoint.Take() is { Owed: [] }, "it is appended", _time, TimeSpan.FromSeconds(1));
        Assert.Single(new StreamCheckpoint(_folder.File("spool"), _time).InheritedGaps);
        WriteAll();

        Assert.Empty(new StreamCheckpoint(_folder.File("spool"), _time).InheritedGaps);
        await stop.CancelAsync();
        await filling;
    }

    [Fact]
    public async Task A_file_that_is_refused_is_told_and_the_next_gap_is_filled_all_the_same()
    {
        Export(Lines.Execs(0, 203));
        var export = new RefusedOnceJournal(Journal("tetragon.log"));
        var backfill = new SpoolBackfill(Journal("spool/spool.log"), export, new LineIdentity(), Links, _writer, _checkpoint, _time, _log);
        backfill.Tell(Gap with { Words = "The first." });

        await FillAsync(backfill, _writer);

        Assert.Equal(2, Spool.Count(IsGap));
        Assert.Contains(@"""filled"":0,""complete"":false", Spool.First(IsGap), StringComparison.Ordinal);
        Assert.Contains(@"""filled"":100,""complete"":true", Spool[^1], StringComparison.Ordinal);
        Assert.Contains("can't be read to fill a gap: it is refused", Assert.Single(_log.Entries).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_is_an_attribute_and_no_part_of_the_uid()
    {
        var identity = new LineIdentity();
        var plain = Encoding.UTF8.GetBytes(Lines.Exec(1));
        var marked = BackfillMark.On(plain);

        Assert.True(identity.TryOf(plain, 0, plain.Length, out var first));
        Assert.True(identity.TryOf(marked, 0, marked.Length, out var second));
        Assert.Equal(first.Uid, second.Uid);
        Assert.False(first.IsBackfilled);
        Assert.True(second.IsBackfilled);
        var e = new TetragonEvent();
        new EventReader().Read(marked, 0, marked.Length, e);
        Assert.True(e.IsTrue(EventSchema.Instance.Field("tetrabridge_backfill")));
    }

    private static SpoolGap Gap => new("disconnected", "The agent was gone.") { From = At(99).AddMilliseconds(500), To = At(199).AddMilliseconds(500) };

    // Closed segments first, which are named by their times.
    private string[] Spool => [.. Directory.GetFiles(_folder.File("spool"), "spool*.log").OrderBy(file => file.EndsWith("spool.log", StringComparison.Ordinal)).ThenBy(file => file, StringComparer.Ordinal).SelectMany(File.ReadAllLines)];

    private string[] Filled => [.. Spool.Where(line => line.Contains("tetrabridge_backfill", StringComparison.Ordinal))];

    private static DateTimeOffset At(int number) => DateTimeOffset.UnixEpoch.AddTicks(Lines.Nanoseconds(number) / 100);

    private void Export(params IEnumerable<string> lines) => new ExportFileWriter(_folder.File("tetragon.log")).Append(lines);

    private void Append(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            _writer.Append(Encoding.UTF8.GetBytes(line));
        }
    }

    // Told to stop at once the writer writes what waits.
    private void WriteAll() => WriteAll(_writer);

    private static void WriteAll(SpoolWriter writer) => Assert.True(writer.RunAsync(new CancellationToken(canceled: true)).IsCompletedSuccessfully);

    private LineLinks Links => new(_live, new LineProcesses());

    private SpoolWriter Writer(StreamCheckpoint checkpoint) =>
        new(new SpoolOptions(_folder.File("spool"), "n"), new SpoolFolder(_folder.File("spool")), _time, NullLogger<SpoolWriter>.Instance, checkpoint);

    private SpoolBackfill Backfill(SpoolWriter writer, StreamCheckpoint checkpoint) =>
        new(Journal("spool/spool.log"), Journal("tetragon.log"), new LineIdentity(), Links, writer, checkpoint, _time, _log);

    private ExportFileJournal Journal(string name) => new(name, new ExportFileOptions(_folder.File(name)), TimeProvider.System, NullLogger<ExportFileJournal>.Instance);

    private Task FillAsync(Action? meanwhile = null) => FillAsync(Backfill(_writer, _checkpoint), _writer, meanwhile);

    // Until nothing is owed; `meanwhile` happens once its turn has begun.
    private async Task FillAsync(SpoolBackfill backfill, SpoolWriter writer, Action? meanwhile = null)
    {
        using var stop = new CancellationTokenSource();
        backfill.Tell(Gap);
        var filling = backfill.RunAsync(stop.Token);
        meanwhile?.Invoke();
        await Eventually.TrueAsync(
            () =>
            {
                WriteAll(writer);
                return new StreamCheckpoint(_folder.File("spool"), _time).InheritedGaps.Count == 0;
            },
            "the gaps are told",
            _time,
            TimeSpan.FromMilliseconds(500));
        await stop.CancelAsync();
        await filling;
    }

    private async Task CutShortAsync()
    {
        var backfill = Backfill(_writer, _checkpoint);
        backfill.Tell(Gap);
        await backfill.RunAsync(new CancellationToken(canceled: true));
        WriteAll();
    }

    private static bool IsGap(string line) => line.Contains("tetrabridge_gap", StringComparison.Ordinal);

    /// <summary>A journal whose first reader can't be opened.</summary>
    private sealed class RefusedOnceJournal(IJournal journal) : IJournal
    {
        private bool _wasRefused;

        public string Name => journal.Name;

        public IJournalReader Open(Bookmarked? bookmark, JournalStart start, bool once)
        {
            if (!_wasRefused)
            {
                _wasRefused = true;
                throw new IOException("it is refused");
            }

            return journal.Open(bookmark, start, once);
        }
    }
}

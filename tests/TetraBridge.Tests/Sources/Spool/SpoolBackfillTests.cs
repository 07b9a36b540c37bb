using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Intake;
using TetraBridge.Events;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Sources.Spool;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.Spool;

/// <summary>The events are a second apart: the stream brought 0 to 99 and 200 to 202, the agent's file holds more or less.</summary>
public sealed class SpoolBackfillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(At(203));
    private readonly SpoolWriter _writer;

    public SpoolBackfillTests()
    {
        Directory.CreateDirectory(_folder.File("spool"));
        _writer = new SpoolWriter(new SpoolOptions(_folder.File("spool"), "n"), new SpoolFolder(_folder.File("spool")), _time, NullLogger<SpoolWriter>.Instance);
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
        Assert.EndsWith(@"""filled"":100,""complete"":true},""node_name"":""n"",""time"":""2026-11-24T00:03:25.0000000Z""}", Spool[^1], StringComparison.Ordinal);
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
    public async Task Cut_short_the_gap_is_told_all_the_same()
    {
        Export(Lines.Execs(0, 203));

        await Backfill().RunAsync(Gap, new CancellationToken(canceled: true));
        WriteAll();

        Assert.Contains(@"""filled"":0,""complete"":false", Spool[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gap_that_is_not_written_yet_is_remembered_for_the_next_start()
    {
        Export(Lines.Execs(0, 203));
        var untold = new UntoldGaps(_folder.File("spool"));

        var filling = Backfill().RunAsync(Gap, TestContext.Current.CancellationToken);

        Assert.Equal(Gap.From, untold.Earlier());
        _time.Advance(TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(() => !_writer.IsWritten, "the gap is filled");
        Assert.Equal(Gap.From, untold.Earlier());
        await WriteUntilAsync(filling);
        Assert.Null(untold.Earlier());
    }

    [Fact]
    public async Task A_gap_that_is_cut_short_is_taken_up_again_by_the_next_start()
    {
        Export(Lines.Execs(0, 203));

        await Backfill().RunAsync(Gap, new CancellationToken(canceled: true));
        WriteAll();

        Assert.Equal(Gap.From, EarlierSpool.Outage(_folder.File("spool"))?.Since);
    }

    [Fact]
    public void The_mark_is_an_attribute_and_no_part_of_the_uid()
    {
        var identity = new LineIdentity();
        var plain = Encoding.UTF8.GetBytes(Lines.Exec(1));
        var marked = BackfillMark.On(plain);

        Assert.True(identity.TryOf(plain, 0, plain.Length, out var first, out _));
        Assert.True(identity.TryOf(marked, 0, marked.Length, out var second, out _));
        Assert.Equal(first, second);
        var e = new TetragonEvent();
        new EventReader().Read(marked, 0, marked.Length, e);
        Assert.True(e.IsTrue(EventSchema.Instance.Field("tetrabridge_backfill")));
    }

    private static SpoolGap Gap => new("disconnected", "The agent was gone.") { From = At(99).AddMilliseconds(500), To = At(199).AddMilliseconds(500) };

    private string[] Spool => File.ReadAllLines(_folder.File("spool/spool.log"));

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
    private void WriteAll() => Assert.True(_writer.RunAsync(new CancellationToken(canceled: true)).IsCompletedSuccessfully);

    private SpoolBackfill Backfill() => new(Journal("spool/spool.log"), Journal("tetragon.log"), new LineIdentity(), _writer, new UntoldGaps(_folder.File("spool")), _time);

    private ExportFileJournal Journal(string name) => new(name, new ExportFileOptions(_folder.File(name)), TimeProvider.System, NullLogger<ExportFileJournal>.Instance);

    private async Task FillAsync()
    {
        var filling = Backfill().RunAsync(Gap, TestContext.Current.CancellationToken);
        WriteAll();
        _time.Advance(TimeSpan.FromSeconds(2));
        await WriteUntilAsync(filling);
    }

    private async Task WriteUntilAsync(Task filling)
    {
        while (!filling.IsCompleted)
        {
            WriteAll();
            await Task.Yield();
        }

        await filling;
    }
}

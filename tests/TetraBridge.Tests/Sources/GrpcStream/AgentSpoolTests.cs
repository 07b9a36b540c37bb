using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Intake;
using TetraBridge.Protos.Tetragon;
using TetraBridge.Sources.ExportFile;
using TetraBridge.Sources.GrpcStream;
using TetraBridge.Sources.GrpcStream.Losses;
using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.GrpcStream.Wire;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Checkpoints;
using TetraBridge.Sources.Spool.Gaps;
using TetraBridge.Sources.Spool.Segments;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream;

public sealed class AgentSpoolTests : IDisposable
{
    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(50);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(AgentEvents.Begin);

    private string SpoolFolder => _folder.File("spool");

    private string[] Spooled => [.. Directory.GetFiles(SpoolFolder, "spool*.log").SelectMany(File.ReadAllLines)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_an_earlier_run_that_never_got_an_event_left_out_is_filled_in_from_the_file_and_nothing_is_doubled()
    {
        Directory.CreateDirectory(SpoolFolder);
        _ = new StreamCheckpoint(SpoolFolder, _time);
        _time.Advance(TimeSpan.FromSeconds(10));
        var live = AgentEvents.Exec(6, at: 10_000);
        Export([.. Enumerable.Range(1, 5).Select(n => AgentEvents.Exec((uint)n, at: n * 1000)), live]);
        await using var agent = await ScriptedAgent.StartAsync(_folder.File("tetragon.sock"), null, async stream =>
        {
            await stream.SendAsync(live);
            await stream.HoldAsync();
        });

        await using var spool = Spool();
        await RunAsync(Open(spool, isFilled: true), () => Spooled.Any(static line => line.Contains("tetrabridge_gap", StringComparison.Ordinal)));

        var lines = Spooled.Select(static line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal([6, 1, 2, 3, 4, 5], lines[..^1].Select(static line => (int)line["process_exec"]!["process"]!["pid"]!));
        Assert.All(lines[1..^1], static line => Assert.True((bool?)line["tetrabridge_backfill"]));
        var gap = lines[^1]["tetrabridge_gap"]!;
        Assert.Equal(5, (int)gap["filled"]!);
        Assert.Equal(AgentEvents.Begin, DateTimeOffset.Parse((string)gap["from"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_part_that_dies_ends_the_whole()
    {
        Directory.CreateDirectory(SpoolFolder);
        await using var page = await MetricsPage.StartAsync("tetragon_observer_ringbuf_events_lost_total 1\n");
        await using var spool = Spool();
        using var losses = new AgentLossWatch("grpc", page.Address, "http://agent/metrics", new BrokenSpool(), spool.Checkpoint, _time, NullLogger<AgentLossWatch>.Instance);
        var running = Open(spool, isFilled: false, losses).RunAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => spool.Checkpoint.Losses is not null, "it is read", _time, _step);

        page.Text = "tetragon_observer_ringbuf_events_lost_total 2\n";
        await Eventually.TrueAsync(() => running.IsCompleted, "it ends", _time, _step);

        await Assert.ThrowsAsync<InvalidOperationException>(() => running);
    }

    [Fact]
    public void An_event_costs_no_allocation_from_the_wire_to_the_spool()
    {
        const int Events = 10_000;
        Directory.CreateDirectory(SpoolFolder);
        var checkpoint = new StreamCheckpoint(SpoolFolder, TimeProvider.System);
        var spool = new DeafSpool();
        var options = new AgentOptions("grpc", new Uri("http://127.0.0.1:1"));
        var presence = new AgentPresence(options, checkpoint, new UnfilledGaps(spool, checkpoint), TimeProvider.System, NullLogger.Instance);
        var receiver = new StreamReceiver(new EventTranscoder(), new ReplayLinks(new LiveProcesses(100)), spool, checkpoint, presence, TimeProvider.System);
        byte[][] messages = [AgentEvents.Exec(7, 100).ToByteArray(), AgentEvents.Replay(7, 0).ToByteArray(), AgentEvents.Exit(7, 100).ToByteArray()];
        Array.ForEach(messages, message => receiver.Take(message));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < Events; i++)
        {
            receiver.Take(messages[i % messages.Length]);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Events);
    }

    private RunningSpool Spool() => new("grpc", new SpoolOptions(SpoolFolder, "n"), ExportFileOptions.DefaultMaxLineBytes, _time, NullLoggerFactory.Instance);

    private AgentSpool Open(RunningSpool spool, bool isFilled, AgentLossWatch? losses = null)
    {
        var export = new ExportFileJournal("grpc", new ExportFileOptions(_folder.File("tetragon.log")), _time, NullLogger<ExportFileJournal>.Instance);
        var live = new LiveProcesses(100);
        var backfill = isFilled ? spool.Backfill(export, new LineIdentity(), new LineLinks(live, new LineProcesses())) : null;
        IGapTeller gaps = backfill is null ? new UnfilledGaps(spool.Writer, spool.Checkpoint) : backfill;
        var options = new AgentOptions("grpc", new Uri("unix://" + _folder.File("tetragon.sock")));
        return new AgentSpool(spool, new AgentSource(options, spool.Writer, spool.Checkpoint, gaps, live, _time, NullLogger<AgentSource>.Instance), backfill, losses);
    }

    private async Task RunAsync(AgentSpool agent, Func<bool> until)
    {
        using var stop = new CancellationTokenSource();
        var running = agent.RunAsync(stop.Token);
        await Eventually.TrueAsync(until, "it is told", _time, _step);
        await stop.CancelAsync();
        await running;
    }

    // As the agent's own exporter writes them.
    private void Export(params IEnumerable<GetEventsResponse> events)
    {
        var transcoder = new EventTranscoder();
        File.WriteAllLines(_folder.File("tetragon.log"), events.Select(e => Encoding.UTF8.GetString(transcoder.Transcode(e.ToByteArray()))));
    }

    /// <summary>A spool in which something is wrong that nobody thought of.</summary>
    private sealed class BrokenSpool : IStreamSpool
    {
        public void Append(ReadOnlySpan<byte> line) => throw new InvalidOperationException("broken");

        public void Append(SpoolGap gap) => throw new InvalidOperationException("broken");
    }

    /// <summary>Takes everything and keeps nothing.</summary>
    private sealed class DeafSpool : IStreamSpool
    {
        public void Append(ReadOnlySpan<byte> line)
        {
        }

        public void Append(SpoolGap gap)
        {
        }
    }
}

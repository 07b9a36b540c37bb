using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using TetraBridge.Delivery.Intake;
using TetraBridge.Protos.Tetragon;
using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Sources.Spool.Segments;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream;

public sealed class ReplayLinkTests
{
    [Fact]
    public async Task A_process_that_is_told_again_names_the_live_event_and_keeps_one_uid()
    {
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(
            static stream => stream.SendAsync(AgentEvents.Exec(7, at: 100.25)),
            static stream => stream.SendAsync(AgentEvents.Replay(7, at: 0)),
            async stream =>
            {
                await stream.SendAsync(Moved());
                await stream.HoldAsync();
            });

        bench.Receive();
        await bench.LinesAsync(3);

        var live = AgentEvents.Exec(7, at: 100.25).ProcessExec.Process.ExecId;
        Assert.Equal([null, live, live], bench.Spool.Lines.Select(Link));
        Assert.Equal(2, bench.Spool.Gaps.Count);
        var uids = bench.Spool.Lines.Select(Uid).ToArray();
        Assert.NotEqual(uids[0], uids[1]);
        Assert.Equal(uids[1], uids[2]);
    }

    [Fact]
    public async Task Who_ended_who_started_at_another_time_and_who_was_never_seen_has_no_link()
    {
        await using var bench = new StreamBench();
        await using var agent = await bench.AgentAsync(async stream =>
        {
            await stream.SendAsync(AgentEvents.Exec(7), AgentEvents.Exit(7, 0), AgentEvents.Exec(8), AgentEvents.Exec(10, 5000), AgentEvents.Exit(10, 0));
            await stream.SendAsync(AgentEvents.Replay(7, 0), AgentEvents.Replay(8, -600), AgentEvents.Replay(9, 0), AgentEvents.Replay(10, 4900));
            await stream.HoldAsync();
        });

        bench.Receive();
        await bench.LinesAsync(9);

        Assert.Equal([null, null, null, AgentEvents.Exec(10, 5000).ProcessExec.Process.ExecId], bench.Spool.Lines.Skip(5).Select(Link));
    }

    [Fact]
    public void What_an_earlier_run_left_in_its_spool_is_seen_and_a_younger_process_with_its_pid_stays()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("spool-2026-11-24T00-00-01.000.log"), $"{Lines.Exec(1)}\n{Lines.Exec(2)}\n{Lines.Exit(1)}\n");
        File.WriteAllText(folder.File("spool.log"), $"{{\"tetrabridge_gap\":{{}}}}\n{Lines.Exec(3)}\n{Lines.Exec(4)}");
        var live = new LiveProcesses(100);
        live.Add(new SeenProcess(true, false, true, 3, Lines.Nanoseconds(10), "younger"u8));

        new SpoolTail(new SpoolFolder(folder.Path), 1 << 20).Read(new LineLinks(live, new LineProcesses()).Remember);

        Assert.Equal("", Found(live, 1, 1));
        Assert.Equal("x2", Found(live, 2, 2));
        Assert.Equal("younger", Found(live, 3, 10));
        Assert.Equal("", Found(live, 4, 4));
    }

    [Fact]
    public void Of_a_long_spool_the_newest_bytes_are_seen()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder.File("spool-2026-11-24T00-00-01.000.log"), Lines.Execs(1, 50));
        File.WriteAllLines(folder.File("spool.log"), Lines.Execs(51, 10));
        var seen = new List<string>();

        new SpoolTail(new SpoolFolder(folder.Path), Lines.Execs(36, 25).Sum(line => line.Length + 1) + 7).Read((buffer, start, length) => seen.Add(Encoding.UTF8.GetString(buffer, start, length)));

        Assert.Equal(Lines.Execs(36, 25), seen);
    }

    [Fact]
    public void A_link_costs_no_allocation()
    {
        const int Events = 20_000;
        var links = new ReplayLinks(new LiveProcesses(100));
        var line = Encoding.UTF8.GetBytes(Lines.Exec(1));
        byte[][] messages = [AgentEvents.Exec(7, 100).ToByteArray(), AgentEvents.Replay(7, 0).ToByteArray(), AgentEvents.Exit(7, 100).ToByteArray()];
        Array.ForEach(messages, message => links.Link(message, line));
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < Events; i++)
        {
            links.Link(messages[i % messages.Length], line);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Events);
    }

    // The second time its start is some hundred nanoseconds off.
    private static GetEventsResponse Moved()
    {
        var replay = AgentEvents.Replay(7, at: 0);
        replay.ProcessExec.Process.StartTime.Nanos += 600;
        replay.Time.Nanos += 600;
        return replay;
    }

    private static string Found(LiveProcesses live, uint pid, int start)
    {
        var id = new byte[LiveProcesses.LongestId];
        return Encoding.UTF8.GetString(id, 0, live.Find(new SeenProcess(true, true, false, pid, Lines.Nanoseconds(start), default), id));
    }

    private static string? Link(string line) => (string?)JsonNode.Parse(line)!["tetrabridge_live_exec_id"];

    private static UInt128 Uid(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        Assert.True(new LineIdentity().TryOf(bytes, 0, bytes.Length, out var identified));
        return identified.Uid;
    }
}

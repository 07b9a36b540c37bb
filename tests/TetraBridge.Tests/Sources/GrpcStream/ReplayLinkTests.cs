using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using TetraBridge.Delivery.Intake;
using TetraBridge.Protos.Tetragon;
using TetraBridge.Sources.GrpcStream.Replays;
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
    public void A_link_costs_no_allocation()
    {
        const int Events = 20_000;
        var links = new ReplayLinks();
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

    private static string? Link(string line) => (string?)JsonNode.Parse(line)!["tetrabridge_live_exec_id"];

    private static UInt128 Uid(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        Assert.True(new LineIdentity().TryOf(bytes, 0, bytes.Length, out var uid, out _));
        return uid;
    }
}

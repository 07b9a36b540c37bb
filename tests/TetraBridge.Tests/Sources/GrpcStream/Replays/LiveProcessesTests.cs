using Google.Protobuf;
using TetraBridge.Sources.GrpcStream.Replays;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sources.GrpcStream.Replays;

public sealed class LiveProcessesTests
{
    [Fact]
    public void Where_more_run_than_there_is_room_for_the_latest_are_known()
    {
        const int Room = 10;
        var live = new LiveProcesses(Room);
        for (var pid = 1u; pid <= 3 * Room; pid++)
        {
            live.Add(Seen(pid, 0));
        }

        var known = Enumerable.Range(1, 3 * Room).Where(pid => Find(live, Seen((uint)pid, -50)).Length > 0);

        Assert.Equal(Enumerable.Range((2 * Room) + 1, Room), known);
    }

    [Fact]
    public void Many_short_processes_do_not_push_out_one_that_runs_on()
    {
        var live = new LiveProcesses(4);
        live.Add(Seen(1, 0));
        for (var pid = 2u; pid < 1000; pid++)
        {
            live.Add(Seen(pid, pid));
            live.Remove(Seen(pid, pid));
        }

        Assert.NotEmpty(Find(live, Seen(1, -100)));
    }

    [Fact]
    public void A_pid_that_is_used_again_is_the_new_process()
    {
        var live = new LiveProcesses(4);
        live.Add(Seen(1, 0));
        live.Add(Seen(1, 60_000));
        live.Remove(Seen(1, 0));

        Assert.Empty(Find(live, Seen(1, 0)));
        Assert.NotEmpty(Find(live, Seen(1, 59_900)));
    }

    [Fact]
    public void A_program_that_became_another_is_known_by_its_fork_and_named_by_its_last_exec()
    {
        var live = new LiveProcesses(4);
        live.Add(Seen(1, 0));
        live.Add(Seen(1, 60_000, "execve"));

        Assert.Equal(Seen(1, 60_000).ExecId.ToArray(), Find(live, Seen(1, -100)));
        live.Remove(Seen(1, 60_000));
        Assert.Empty(Find(live, Seen(1, -100)));
    }

    [Fact]
    public void What_comes_late_does_not_stand_for_a_younger_process_with_its_pid()
    {
        var live = new LiveProcesses(4);
        live.Add(Seen(1, 60_000));

        live.AddEarlier(Seen(1, 0));
        live.AddEarlier(Seen(2, 0));

        Assert.Empty(Find(live, Seen(1, 0)));
        Assert.NotEmpty(Find(live, Seen(1, 59_900)));
        Assert.NotEmpty(Find(live, Seen(2, 0)));
    }

    private static byte[] Find(LiveProcesses live, in SeenProcess replay)
    {
        var id = new byte[LiveProcesses.LongestId];
        return id[..live.Find(replay, id)];
    }

    private static SeenProcess Seen(uint pid, double at, string? flags = null)
    {
        Assert.True(SeenProcess.TryRead(AgentEvents.Exec(pid, at, flags).ToByteArray(), out var seen));
        return seen;
    }
}

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

        var known = Enumerable.Range(1, 3 * Room).Where(pid => !live.Find(Seen((uint)pid, -50)).IsEmpty);

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

        Assert.False(live.Find(Seen(1, -100)).IsEmpty);
    }

    [Fact]
    public void A_pid_that_is_used_again_is_the_new_process()
    {
        var live = new LiveProcesses(4);
        live.Add(Seen(1, 0));
        live.Add(Seen(1, 60_000));
        live.Remove(Seen(1, 0));

        Assert.True(live.Find(Seen(1, 0)).IsEmpty);
        Assert.False(live.Find(Seen(1, 59_900)).IsEmpty);
    }

    [Fact]
    public void A_program_that_became_another_is_known_by_its_fork_and_named_by_its_last_exec()
    {
        var live = new LiveProcesses(4);
        live.Add(Seen(1, 0));
        live.Add(Seen(1, 60_000, "execve"));

        Assert.True(live.Find(Seen(1, -100)).SequenceEqual(Seen(1, 60_000).ExecId));
        live.Remove(Seen(1, 60_000));
        Assert.True(live.Find(Seen(1, -100)).IsEmpty);
    }

    private static SeenProcess Seen(uint pid, double at, string? flags = null)
    {
        Assert.True(SeenProcess.TryRead(AgentEvents.Exec(pid, at, flags).ToByteArray(), out var seen));
        return seen;
    }
}

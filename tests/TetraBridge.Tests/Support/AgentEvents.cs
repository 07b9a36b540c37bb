using Google.Protobuf.WellKnownTypes;
using TetraBridge.Protos.Tetragon;

namespace TetraBridge.Tests.Support;

/// <summary>Events as an agent sends them.</summary>
internal static class AgentEvents
{
    /// <summary>When the agent of these tests runs.</summary>
    public static DateTimeOffset Begin { get; } = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    /// <summary>An exec seen live, of a process with this pid, so many milliseconds after <see cref="Begin"/>.</summary>
    public static GetEventsResponse Exec(uint pid, double at = 0, string? flags = null)
    {
        var time = Timestamp.FromDateTimeOffset(Begin.AddMilliseconds(at));
        return new GetEventsResponse
        {
            NodeName = "n",
            Time = time,
            ProcessExec = new ProcessExec { Process = new Process { ExecId = Id($"n:{at}:{pid}"), Pid = pid, Binary = "/bin/x", Flags = flags ?? "execve clone", StartTime = time } },
        };
    }

    /// <summary>The same process told again by a later agent: its start is the fork's, its exec_id another.</summary>
    public static GetEventsResponse Replay(uint pid, double at) => Exec(pid, at, "procFS auid rootcwd");

    /// <summary>The end of a process that started then.</summary>
    public static GetEventsResponse Exit(uint pid, double started)
    {
        var exec = Exec(pid, started);
        return new GetEventsResponse { NodeName = "n", Time = exec.Time, ProcessExit = new ProcessExit { Process = exec.ProcessExec.Process } };
    }

    private static string Id(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}

using System.Text;

namespace TetraBridge.Events;

/// <summary>The table of event kinds: the name in Tetragon's JSON, and the message of the API that it holds.</summary>
internal static class EventKinds
{
    private static readonly (EventKind Kind, string Name, string Message)[] _table =
    [
        (EventKind.Exec, "process_exec", "ProcessExec"),
        (EventKind.Exit, "process_exit", "ProcessExit"),
        (EventKind.Kprobe, "process_kprobe", "ProcessKprobe"),
        (EventKind.Tracepoint, "process_tracepoint", "ProcessTracepoint"),
        (EventKind.Loader, "process_loader", "ProcessLoader"),
        (EventKind.Uprobe, "process_uprobe", "ProcessUprobe"),
        (EventKind.Usdt, "process_usdt", "ProcessUsdt"),
        (EventKind.Lsm, "process_lsm", "ProcessLsm"),
        (EventKind.Throttle, "process_throttle", "ProcessThrottle"),
        (EventKind.Test, "test", "Test"),
        (EventKind.RateLimitInfo, "rate_limit_info", "RateLimitInfo"),
    ];

    private static readonly byte[][] _utf8 = [.. Enum.GetValues<EventKind>().Select(kind => Encoding.UTF8.GetBytes(kind.Name()))];

    /// <summary>All names, in the table's order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _table.Select(row => row.Name)];

    /// <summary>All kinds with their API messages.</summary>
    public static IEnumerable<(EventKind Kind, string Name, string Message)> Table => _table;

    /// <summary>The kind's name in Tetragon's JSON; "unknown" where there is none.</summary>
    public static string Name(this EventKind kind)
    {
        foreach (var row in _table)
        {
            if (row.Kind == kind)
            {
                return row.Name;
            }
        }

        return "unknown";
    }

    /// <summary>The kind's name as UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8(this EventKind kind) => _utf8[(int)kind];

    /// <summary>Finds the kind of a JSON key.</summary>
    public static bool TryFind(ReadOnlySpan<byte> key, out EventKind kind)
    {
        // The envelope's keys are looked up too: none of them begins so.
        for (var i = 1; i < _utf8.Length && (key.StartsWith("process_"u8) || key.StartsWith("rate_"u8) || key.StartsWith("te"u8)); i++)
        {
            if (key.SequenceEqual(_utf8[i]))
            {
                kind = (EventKind)i;
                return true;
            }
        }

        kind = EventKind.Unknown;
        return false;
    }
}

namespace TetraBridge.Events;

/// <summary>
/// The kinds of events that Tetragon's API names; what it does not name is <see cref="Unknown"/> and is delivered all the same.
/// </summary>
internal enum EventKind
{
    /// <summary>A kind that the API table does not have (a newer agent's, or Isovalent Enterprise's).</summary>
    Unknown,

    /// <summary>process_exec: a program was started, or was running when the agent started (a replay).</summary>
    Exec,

    /// <summary>process_exit: a process ended.</summary>
    Exit,

    /// <summary>process_kprobe: a hooked kernel function was called.</summary>
    Kprobe,

    /// <summary>process_tracepoint: a kernel tracepoint was passed.</summary>
    Tracepoint,

    /// <summary>process_loader: a library or program was mapped as executable.</summary>
    Loader,

    /// <summary>process_uprobe: a hooked function of a program was called.</summary>
    Uprobe,

    /// <summary>process_usdt: a static probe point of a program was passed.</summary>
    Usdt,

    /// <summary>process_lsm: a Linux security module hook was called.</summary>
    Lsm,

    /// <summary>process_throttle: the agent began or ended leaving out events of a cgroup.</summary>
    Throttle,

    /// <summary>test: the agent's own test event.</summary>
    Test,

    /// <summary>rate_limit_info: the agent's export dropped events over its rate limit.</summary>
    RateLimitInfo,
}

namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>What a line says about the agent that wrote it.</summary>
internal enum AgentSign
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>
    /// It starts: each agent begins by telling pid 0 again (the kernel's idle process, flag procFS). What ran before is nowhere.
    /// </summary>
    Start,

    /// <summary>It left events out of its file: rate_limit_info, once a minute.</summary>
    RateLimit,
}

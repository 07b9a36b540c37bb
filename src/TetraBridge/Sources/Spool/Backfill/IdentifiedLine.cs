namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>What a backfill must know of an event's line.</summary>
/// <param name="Uid">Makes it the same event as another line.</param>
/// <param name="Time">When the event was, in nanoseconds since 1970; 0 where it tells no time of its own (loads, replays).</param>
/// <param name="Sign">What the line says about the agent.</param>
/// <param name="IsBackfilled">True where it came from the export file.</param>
internal readonly record struct IdentifiedLine(UInt128 Uid, long Time, AgentSign Sign, bool IsBackfilled);

namespace TetraBridge.Enrichment;

/// <summary>
/// Remembers the newest live time of a journal, from which times are derived that an event does not tell (decisions 2). One thread tells
/// it; <see cref="Newest"/> is for all.
/// </summary>
internal sealed class TimeKeeper
{
    private const long None = long.MinValue;

    // An agent's clock may run ahead of ours by this much, in nanoseconds. What is later still is no time to derive another from: one
    // forged line would date all that follow, over restarts too.
    private const long MostAhead = 60L * 1_000_000_000;

    private long _newest;

    /// <summary>
    /// Begins with the newest time of the bookmark, in nanoseconds since 1970, or without one; <paramref name="now"/> bounds it.
    /// </summary>
    public TimeKeeper(long? newest = null, long now = long.MaxValue - MostAhead) =>
        _newest = newest is { } time ? Math.Min(time, now + MostAhead) : None;

    /// <summary>The newest time that a live event told, in nanoseconds since 1970; null where none has yet.</summary>
    public long? Newest => Volatile.Read(ref _newest) is not None and var newest ? newest : null;

    /// <summary>
    /// A live event told this time, read at <paramref name="observed"/>. Lines step back by milliseconds, held back ones by seconds: the
    /// newest stays, but for one
    /// out of the future.
    /// </summary>
    public void Saw(long time, long observed)
    {
        if (time > _newest && time <= observed + MostAhead)
        {
            Volatile.Write(ref _newest, time);
        }
    }
}

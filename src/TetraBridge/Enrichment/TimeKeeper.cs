namespace TetraBridge.Enrichment;

/// <summary>Remembers the newest live time of a journal, from which times are derived that an event does not tell (decisions 2). Not thread-safe.</summary>
internal sealed class TimeKeeper
{
    /// <summary>Begins with the newest time of the bookmark, in nanoseconds since 1970, or without one.</summary>
    public TimeKeeper(long? newest = null) => Newest = newest;

    /// <summary>The newest time that a live event told, in nanoseconds since 1970; null where none has yet.</summary>
    public long? Newest { get; private set; }

    /// <summary>A live event told this time. Lines step back by milliseconds, held back ones by seconds: the newest stays.</summary>
    public void Saw(long time) => Newest = Math.Max(Newest ?? long.MinValue, time);
}

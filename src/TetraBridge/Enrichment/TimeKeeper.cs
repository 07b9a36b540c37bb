namespace TetraBridge.Enrichment;

/// <summary>Remembers the newest live time of a journal, from which times are derived that an event does not tell (decisions 2). One thread tells it; <see cref="Newest"/> is for all.</summary>
internal sealed class TimeKeeper
{
    private const long None = long.MinValue;

    private long _newest;

    /// <summary>Begins with the newest time of the bookmark, in nanoseconds since 1970, or without one.</summary>
    public TimeKeeper(long? newest = null) => _newest = newest ?? None;

    /// <summary>The newest time that a live event told, in nanoseconds since 1970; null where none has yet.</summary>
    public long? Newest => Volatile.Read(ref _newest) is not None and var newest ? newest : null;

    /// <summary>A live event told this time. Lines step back by milliseconds, held back ones by seconds: the newest stays.</summary>
    public void Saw(long time) => Volatile.Write(ref _newest, Math.Max(_newest, time));
}

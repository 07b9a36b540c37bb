namespace TetraBridge.Sources;

/// <summary>
/// One route's way through a journal, in order. Not thread-safe. The caller alternates <see cref="TryRead"/> until it gives null
/// with <see cref="WaitAsync"/>; reading is synchronous since a page-cached read is cheaper than a thread switch.
/// </summary>
internal interface IJournalReader : IDisposable
{
    /// <summary>
    /// The next whole lines, an unreadable line or a gap; null where there is nothing now. A <see cref="LineBlock"/> is the caller's to
    /// release.
    /// </summary>
    JournalItem? TryRead();

    /// <summary>True with `once` when all that was there has been handed out.</summary>
    bool IsCompleted { get; }

    /// <summary>Returns when there may be something to read, at the latest after <paramref name="atMost"/>.</summary>
    ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation);

    /// <summary>What lies unread behind this reader (cheap enough for each status line).</summary>
    JournalLag Lag();

    /// <summary>
    /// Called before a bookmark at this position is saved; thread-safe. When it returns, what lies before is on the disk. Throws
    /// <see cref="IOException"/> where it isn't: then the bookmark must not be saved. An agent's file is not ours to hold or to fsync.
    /// </summary>
    void Settle(Position position)
    {
    }

    /// <summary>Called once a bookmark at this position is on the disk: what lies before it may be removed. Thread-safe.</summary>
    void Release(Position position)
    {
    }
}

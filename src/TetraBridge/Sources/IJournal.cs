namespace TetraBridge.Sources;

/// <summary>
/// Lines of events on disk, from the oldest that is left to the one that is being written. Thread-safe: each route opens a reader of its
/// own.
/// </summary>
internal interface IJournal
{
    /// <summary>The name that bookmarks hang on.</summary>
    string Name { get; }

    /// <summary>
    /// Opens a reader. Never throws for what the disk holds: what can't be found becomes a gap, what isn't there yet is waited for.
    /// </summary>
    /// <param name="bookmark">Where an earlier reader stopped; null where there was none.</param>
    /// <param name="start">Where to begin without a bookmark.</param>
    /// <param name="once">True: read what is there now, then be <see cref="IJournalReader.IsCompleted"/>.</param>
    IJournalReader Open(Bookmarked? bookmark, JournalStart start, bool once);
}

namespace TetraBridge.Sources;

/// <summary>Where a reader without a bookmark begins.</summary>
internal enum JournalStart
{
    /// <summary>With the oldest backup that is left.</summary>
    Oldest,

    /// <summary>Behind the last whole line of the present file.</summary>
    End,
}

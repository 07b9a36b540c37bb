namespace TetraBridge.Sources.Spool;

/// <summary>Where a spool lies and what it may cost.</summary>
/// <param name="Folder">Its folder, for this spool alone.</param>
/// <param name="Node">`node_name` of the gap lines.</param>
/// <param name="LimitBytes">Most bytes on disk; the oldest segment goes where it would be more.</param>
/// <param name="LimitAge">Segments closed longer ago than this go; null: bytes alone decide.</param>
/// <param name="MemoryBytes">Most bytes that wait in memory for the disk; the newest lines are dropped and told where it would be
/// more.</param>
internal sealed record SpoolOptions(
    string Folder,
    string Node,
    long LimitBytes = SpoolOptions.DefaultLimitBytes,
    TimeSpan? LimitAge = null,
    int MemoryBytes = SpoolOptions.DefaultMemoryBytes)
{
    /// <summary>The present segment; its backups are named as Tetragon names them.</summary>
    public const string FileName = "spool.log";

    /// <summary>1 GiB: over an hour at 100 events a second.</summary>
    public const long DefaultLimitBytes = 1L << 30;

    /// <summary>16 MiB.</summary>
    public const int DefaultMemoryBytes = 16 << 20;

    private const long LargestSegment = 64 << 20;

    /// <summary>
    /// What is written and not yet fsynced is at most this much, or <see cref="SyncEach"/> old: a power cut loses no more.
    /// </summary>
    public const long SyncBytes = 8 << 20;

    /// <summary>See <see cref="SyncBytes"/>.</summary>
    public static readonly TimeSpan SyncEach = TimeSpan.FromMilliseconds(100);

    /// <summary>Bytes of a segment, unless one line is longer: the spool loses a sixteenth at a time where it is full.</summary>
    public long SegmentBytes { get; init; } = Math.Clamp(LimitBytes / 16, 1, LargestSegment);

    /// <summary>The present segment's path.</summary>
    public string Path => System.IO.Path.Combine(Folder, FileName);
}

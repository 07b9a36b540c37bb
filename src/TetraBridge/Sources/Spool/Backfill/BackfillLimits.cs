namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>How far a backfill looks.</summary>
internal sealed record BackfillLimits
{
    /// <summary>
    /// How late a line may stand behind its time, with a margin: events of a pod that the API server doesn't name yet, and exits without a
    /// name, come up to 30 s late.
    /// </summary>
    public TimeSpan Late { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long after the span's end the agent may still report that it left events out of its file: it does so once a minute.
    /// </summary>
    public TimeSpan Report { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How far back the file is compared with the spool to see whether it is filtered.</summary>
    public TimeSpan Evidence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many events before the span are known by their uids.</summary>
    public int EdgeEvents { get; init; } = 65_536;

    /// <summary>Most bytes of lines without a time that wait for a line with one.</summary>
    public int HeldBytes { get; init; } = 16 << 20;
}

namespace TetraBridge.Sources.Spool.Gaps;

/// <summary>Lines that found no room in memory, one behind the other. Not thread-safe.</summary>
internal sealed class SpoolDrops(DateTimeOffset from)
{
    private long _bytes;
    private long _events;

    /// <summary>One more, with the bytes of its line.</summary>
    public void Add(int bytes)
    {
        _bytes += bytes;
        _events++;
    }

    /// <summary>The gap that they leave.</summary>
    public SpoolGap Gap(DateTimeOffset to) => new(
        GapReason.BufferFull.Name(),
        $"{_events} events ({_bytes} bytes) were dropped: the disk did not take them, and the memory that holds them meanwhile was full. Free space for the spool, or see what slows its disk down.")
    {
        Bytes = _bytes,
        Events = _events,
        From = from,
        To = to,
    };
}

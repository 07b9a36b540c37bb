namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>
/// Whether an export file is filtered (Helm's default deny list, an allow list): that is known by what it lacks of the events that the
/// stream brought before a span. Times are in nanoseconds since 1970. Not thread-safe.
/// </summary>
/// <param name="from">Where the span begins.</param>
/// <param name="limits">How far back it is looked.</param>
internal sealed class BackfillEvidence(long from, BackfillLimits limits)
{
    private readonly long _begin = from - Nanoseconds(limits.Evidence);
    private readonly long _late = Nanoseconds(limits.Late);
    private readonly HashSet<UInt128> _file = [];
    private long? _oldest;

    /// <summary>Notes an event of the file, in its order; one without a time at that of the one before it.</summary>
    public void Note(UInt128 uid, long at)
    {
        _oldest ??= at == long.MinValue ? null : at;
        if (at >= _begin - _late && at <= from + _late)
        {
            _file.Add(uid);
        }
    }

    /// <summary>
    /// True where the file reaches back before the span and lacks nothing; false where that isn't known, since nothing can be compared.
    /// </summary>
    public bool HoldsAll(IEnumerable<(UInt128 Uid, long Time)> stream)
    {
        if (_oldest is not { } oldest || oldest > from)
        {
            return false;
        }

        // What the file begins with may be late lines, older than what stands behind them.
        var begin = Math.Max(_begin, oldest) + (Math.Min(from - oldest, _late) / 2);
        var compared = stream.Where(brought => brought.Time >= begin && brought.Time < from).ToArray();
        return compared.Length > 0 && compared.All(brought => _file.Contains(brought.Uid));
    }

    private static long Nanoseconds(TimeSpan span) => span.Ticks * TimeSpan.NanosecondsPerTick;
}

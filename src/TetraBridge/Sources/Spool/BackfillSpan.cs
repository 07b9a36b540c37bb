namespace TetraBridge.Sources.Spool;

/// <summary>
/// What a reading of the export file says about a span: which events lie in it, and whether the file holds all that the agent told. A filtered file (Helm's default deny
/// list, an allow list) is known by what it lacks: events from before the span that the stream brought. Not thread-safe.
/// </summary>
internal sealed class BackfillSpan(DateTimeOffset from, DateTimeOffset to, TimeSpan late, TimeSpan evidence)
{
    private readonly long _from = Nanoseconds(from);
    private readonly long _to = Nanoseconds(to);
    private readonly long _first = Nanoseconds(from - late);
    private readonly long _evidenceFrom = Nanoseconds(from - evidence);
    private readonly HashSet<UInt128> _told = [];
    private long? _oldest;
    private bool _hasMet;

    /// <summary>How many events were filled in.</summary>
    public long Filled { get; set; }

    /// <summary>True where the file reaches back before the span, has no gaps, and lacks nothing that the stream brought shortly before; false where that isn't known.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>True where an event of the spool tells about the span: younger ones would only push those out that do.</summary>
    public bool Concerns(long at) => at <= _to;

    /// <summary>Notes an event of the file; true where it lies in the span and the spool lacks it.</summary>
    public bool Take(UInt128 uid, long at, RecentUids known)
    {
        if (at == 0)
        {
            return false;
        }

        _oldest ??= at;
        if (at >= _evidenceFrom - (_from - _first) && at <= _to)
        {
            _told.Add(uid);
        }

        var isKnown = known.Contains(uid);
        _hasMet |= isKnown;

        // File and stream have one order: what stands before the first known event came by stream too, and is only forgotten.
        return !isKnown && at >= _first && at <= _to && (at >= _from || _hasMet || !known.HasForgotten);
    }

    /// <summary>Judges the file, when it is read.</summary>
    public void Compare(RecentUids known, bool hasGaps)
    {
        if (hasGaps || _oldest is not { } oldest || oldest > _from)
        {
            return;
        }

        // Late lines: what the file begins with may be older than what stands behind it.
        var begin = Math.Max(_evidenceFrom, oldest) + (Math.Min(_from - oldest, Nanoseconds(DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(1))) / 2);
        var seen = false;
        foreach (var (uid, at) in known.Events)
        {
            if (at >= begin && at < _from)
            {
                if (!_told.Contains(uid))
                {
                    return;
                }

                seen = true;
            }
        }

        IsComplete = seen;
    }

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;
}

namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>
/// The events that a spool holds, as far as they tell about a span: all of the span, and the last ones before it. An event without a time
/// of its own is taken at the time of the one before it. Not thread-safe.
/// </summary>
/// <param name="edge">How many events before the span are known.</param>
/// <param name="late">How long before the span an event's time may be that belongs into it; all in nanoseconds since 1970.</param>
/// <param name="from">Where the span begins.</param>
/// <param name="to">Up to when what came behind it is known.</param>
internal sealed class KnownEvents(int edge, long late, long from, long to)
{
    private readonly RecentUids _before = new(edge);
    private readonly HashSet<UInt128> _within = [];
    private readonly HashSet<UInt128> _filled = [];
    private long _at;

    /// <summary>Those that the stream brought before the span, oldest first.</summary>
    public IEnumerable<(UInt128 Uid, long Time)> Before => _before.Events;

    /// <summary>True where the spool holds the event.</summary>
    public bool Contains(UInt128 uid) => IsOfStream(uid) || _filled.Contains(uid);

    /// <summary>True where the stream brought the event.</summary>
    public bool IsOfStream(UInt128 uid) => _within.Contains(uid) || _before.Contains(uid);

    /// <summary>True where the stream brought the event before the span.</summary>
    public bool IsBefore(UInt128 uid) => _before.Contains(uid);

    /// <summary>Adds an event of the spool, in its order.</summary>
    public void Add(in IdentifiedLine line)
    {
        _at = line.Time == 0 ? _at : line.Time;

        // What was filled into an earlier span stands between younger lines, and must not push those out that came before this one.
        if (_at < from && !line.IsBackfilled)
        {
            _before.Add(line.Uid, _at);
        }
        else if (_at >= late && (_at <= to || line.Time == 0))
        {
            (line.IsBackfilled ? _filled : _within).Add(line.Uid);
        }
    }

    /// <summary>Adds an event that was filled in just now.</summary>
    public void Add(UInt128 uid) => _filled.Add(uid);
}

namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>The uids of the last so many events, with their times. Not thread-safe.</summary>
internal sealed class RecentUids(int limit)
{
    private readonly Queue<(UInt128 Uid, long Time)> _order = new();
    private readonly Dictionary<UInt128, int> _counts = [];

    /// <summary>The events, oldest first.</summary>
    public IEnumerable<(UInt128 Uid, long Time)> Events => _order;

    /// <summary>True where the event is among them.</summary>
    public bool Contains(UInt128 uid) => _counts.ContainsKey(uid);

    /// <summary>Adds one; the oldest goes where there are too many.</summary>
    public void Add(UInt128 uid, long time)
    {
        _order.Enqueue((uid, time));
        _counts[uid] = _counts.GetValueOrDefault(uid) + 1;
        if (_order.Count > limit)
        {
            var oldest = _order.Dequeue().Uid;
            if (--_counts[oldest] == 0)
            {
                _counts.Remove(oldest);
            }
        }
    }
}

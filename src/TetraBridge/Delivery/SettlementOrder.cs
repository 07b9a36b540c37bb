namespace TetraBridge.Delivery;

/// <summary>
/// Batches end in any order; the bookmark moves over the oldest unsettled one only (design law 1). Closed batches enter in the journal's order. Thread-safe.
/// </summary>
internal sealed class SettlementOrder(Bookmark? before)
{
    private readonly Lock _lock = new();
    private readonly Queue<(BatchRange Range, Ending Ending)> _open = [];
    private Bookmark? _bookmark = before;
    private Tally _totals = before?.Totals ?? default;

    /// <summary>How far all is settled; null where nothing is yet.</summary>
    public Bookmark? Bookmark
    {
        get
        {
            lock (_lock)
            {
                return _bookmark;
            }
        }
    }

    /// <summary>Batches without an end.</summary>
    public int Open
    {
        get
        {
            lock (_lock)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Enters a batch that has just been closed; the returned action says how it ended, once.</summary>
    public Action<Tally> Enter(BatchRange range)
    {
        var ending = new Ending();
        lock (_lock)
        {
            _open.Enqueue((range, ending));
        }

        return sent => End(ending, sent);
    }

    private void End(Ending ending, Tally sent)
    {
        lock (_lock)
        {
            ending.Sent = sent;
            while (_open.TryPeek(out var oldest) && oldest.Ending.Sent is { } settled)
            {
                _open.Dequeue();
                _totals += oldest.Range.Tally + settled;
                var place = oldest.Range.End ?? _bookmark?.Place;
                if (place is { } known)
                {
                    _bookmark = new Bookmark(known, Math.Max(oldest.Range.NewestTime, _bookmark?.NewestTime ?? 0), _totals);
                }
            }
        }
    }

    private sealed class Ending
    {
        public Tally? Sent { get; set; }
    }
}

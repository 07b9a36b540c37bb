using TetraBridge.Delivery.Batches;

namespace TetraBridge.Delivery.Bookmarks;

/// <summary>
/// Batches end in any order; the bookmark moves over the oldest unsettled one only (design law 1). Closed batches enter in the journal's
/// order. Thread-safe.
/// </summary>
internal sealed class SettlementOrder(Bookmark? before)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _open = [];
    private Bookmark? _bookmark = before;
    private Tally _totals = before?.Totals ?? default;
    private TaskCompletionSource? _moved;
    private TaskCompletionSource? _settled;

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

    /// <summary>Begins at another bookmark than it was made with; before the first batch.</summary>
    public void Begin(Bookmark? bookmark)
    {
        lock (_lock)
        {
            _bookmark = bookmark;
            _totals = bookmark?.Totals ?? default;
        }
    }

    /// <summary>Enters a batch that has just been closed; the returned action says how it ended, once.</summary>
    public Action<Tally> Enter(BatchRange range)
    {
        var entry = new Entry { Range = range };
        lock (_lock)
        {
            _open.AddLast(entry);
        }

        return sent => End(entry, sent);
    }

    /// <summary>
    /// Enters a part of the journal that holds nothing to send. It settles with the batch before it: while a receiver is down for days such
    /// parts come by the hundred thousand, and none may cost memory.
    /// </summary>
    public void Pass(BatchRange range)
    {
        lock (_lock)
        {
            if (_open.Last?.Value is { } last)
            {
                last.Range = last.Range.Then(range);
                return;
            }

            Move(range, default);
        }
    }

    /// <summary>Ends once no batch is without an end.</summary>
    public Task SettledAsync()
    {
        lock (_lock)
        {
            return _open.Count == 0 ? Task.CompletedTask : (_settled ??= NewSource()).Task;
        }
    }

    /// <summary>Ends once the bookmark is another than <paramref name="known"/>.</summary>
    public Task MovedAsync(Bookmark? known)
    {
        lock (_lock)
        {
            return _bookmark != known ? Task.CompletedTask : (_moved ??= NewSource()).Task;
        }
    }

    private void End(Entry entry, Tally sent)
    {
        lock (_lock)
        {
            if (entry.Sent is not null)
            {
                throw new InvalidOperationException("A batch was settled twice.");
            }

            entry.Sent = sent;
            while (_open.First?.Value is { Sent: { } settled } oldest)
            {
                _open.RemoveFirst();
                Move(oldest.Range, settled);
            }

            if (_open.Count == 0)
            {
                _settled?.SetResult();
                _settled = null;
            }
        }
    }

    private void Move(BatchRange range, Tally sent)
    {
        _totals += range.Tally + sent;
        if ((range.End ?? _bookmark?.Place) is { } place)
        {
            _bookmark = new Bookmark(place, Math.Max(range.NewestTime, _bookmark?.NewestTime ?? 0), _totals);
            _moved?.SetResult();
            _moved = null;
        }
    }

    // Those who wait must not run inside the lock.
    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Entry
    {
        public required BatchRange Range { get; set; }

        public Tally? Sent { get; set; }
    }
}

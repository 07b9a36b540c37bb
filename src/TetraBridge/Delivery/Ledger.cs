namespace TetraBridge.Delivery;

/// <summary>
/// A route's books: `read + told = delivered + filtered + dead + blank + in flight` holds at every instant (design 1.2). In flight is
/// counted for itself, so that the equation can be tested. Thread-safe.
/// </summary>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private Tally _tally;
    private long _inFlight;
    private long _gaps;

    /// <summary>The books as they stand, and what is in flight.</summary>
    public (Tally Tally, long InFlight) Snapshot()
    {
        lock (_lock)
        {
            return (_tally, _inFlight);
        }
    }

    /// <summary>Gaps reported since the start.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>Books lines that were read and records of our own; those without an end yet are in flight from now on.</summary>
    public void Take(Tally tally)
    {
        lock (_lock)
        {
            _tally += tally;
            _inFlight += tally.Open;
        }
    }

    /// <summary>Books the end of records in flight.</summary>
    public void Settle(long delivered, long dead)
    {
        lock (_lock)
        {
            _tally += new Tally(Delivered: delivered, Dead: dead);
            _inFlight -= delivered + dead;
        }
    }

    /// <summary>Counts a gap.</summary>
    public void CountGap() => Interlocked.Increment(ref _gaps);
}

namespace TetraBridge.Delivery.Sending;

/// <summary>
/// Single records that were refused by a receiver which has taken nothing yet: the records may be wrong, or the address (decisions 6). Not
/// thread-safe.
/// </summary>
/// <param name="limit">From so many on each further attempt waits.</param>
internal sealed class Doubts(int limit)
{
    private int _count;

    /// <summary>True where the next attempt must wait.</summary>
    public bool AreTooMany => _count >= limit;

    /// <summary>The receiver's last words.</summary>
    public string? Words { get; private set; }

    /// <summary>How often was waited.</summary>
    public int Holds { get; set; }

    /// <summary>One more.</summary>
    public void Add(in Verdict verdict)
    {
        _count++;
        Words = verdict.Words;
    }
}

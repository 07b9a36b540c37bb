namespace TetraBridge.Delivery.Sending;

/// <summary>The trouble of one owner, and what of it was told. Not thread-safe.</summary>
internal sealed class OngoingTrouble
{
    private static readonly TimeSpan _each = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _told;
    private bool _isTold;
    private bool _isToldAsHold;

    /// <summary>Since when it lasts; null where there is none.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>Its last words.</summary>
    public string Words { get; private set; } = "";

    /// <summary>An attempt failed; true where that is to be told.</summary>
    public bool Failed(string words, bool isHold, DateTimeOffset now)
    {
        Since ??= now;
        Words = words;

        // A receiver that refuses now and then must not fill the log: within a minute only a hold behind a retry is news.
        if (_told is { } told && now - told < _each && (!isHold || _isToldAsHold))
        {
            return false;
        }

        _told = now;
        _isTold = true;
        _isToldAsHold = isHold;
        return true;
    }

    /// <summary>It is over; gives how long it lasted where that is to be told.</summary>
    public TimeSpan? Ended(DateTimeOffset now)
    {
        var lasted = _isTold ? now - Since : null;
        Since = null;
        Words = "";
        _isTold = false;
        return lasted;
    }
}

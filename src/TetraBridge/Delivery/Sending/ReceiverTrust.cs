namespace TetraBridge.Delivery.Sending;

/// <summary>
/// Whether the receiver has taken anything since the start or its last change. A refusal by one that took nothing says that the address is
/// wrong, not the record (decisions 6). Thread-safe.
/// </summary>
internal sealed class ReceiverTrust
{
    private readonly Lock _lock = new();
    private int _span;
    private bool _hasTaken;
    private string _why = "it has taken nothing since the start";

    /// <summary>True once it took something.</summary>
    public bool HasTaken => Span > 0;

    /// <summary>Which time of trust this is, counted from 1; 0 where the receiver is in doubt.</summary>
    public int Span
    {
        get
        {
            lock (_lock)
            {
                return _hasTaken ? _span : 0;
            }
        }
    }

    /// <summary>Why it is in doubt, for people.</summary>
    public string Why
    {
        get
        {
            lock (_lock)
            {
                return _why;
            }
        }
    }

    /// <summary>It took something.</summary>
    public void Took()
    {
        lock (_lock)
        {
            _span += _hasTaken ? 0 : 1;
            _hasTaken = true;
        }
    }

    /// <summary>It may be another now: it did not answer, an operator had to act, or our credentials changed.</summary>
    public void Changed()
    {
        lock (_lock)
        {
            // What was never trusted keeps its reason.
            if (_hasTaken)
            {
                _hasTaken = false;
                _why = "it has taken nothing since the connection, the credentials or its answers changed";
            }
        }
    }
}

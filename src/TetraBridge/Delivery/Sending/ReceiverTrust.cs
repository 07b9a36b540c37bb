namespace TetraBridge.Delivery.Sending;

/// <summary>
/// Whether the receiver has taken anything since the start or its last change. A refusal by one that took nothing says that the address is wrong, not the
/// record (decisions 6). Thread-safe.
/// </summary>
internal sealed class ReceiverTrust
{
    /// <summary>A receiver that refuses so many single records, one after the other, is in doubt again.</summary>
    public const int MostRefusals = 100;

    private readonly Lock _lock = new();
    private int _span;
    private bool _hasTaken;
    private int _refusals;
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
            _refusals = 0;
        }
    }

    /// <summary>It may be another now: it did not answer, an operator had to act, or our credentials changed.</summary>
    public void Changed() => Doubt("it has taken nothing since the connection, the credentials or its answers changed");

    /// <summary>It refused a single record for good.</summary>
    public void Refused()
    {
        lock (_lock)
        {
            if (++_refusals >= MostRefusals)
            {
                Doubt($"it has refused {MostRefusals} records one after the other and taken none between them");
            }
        }
    }

    private void Doubt(string why)
    {
        lock (_lock)
        {
            // What was never trusted keeps its reason.
            if (_hasTaken)
            {
                _hasTaken = false;
                _why = why;
            }
        }
    }
}

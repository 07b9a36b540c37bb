namespace TetraBridge.Delivery.Sending;

/// <summary>
/// Whether the receiver has taken anything since the start. A refusal by one that never took anything says that the address is wrong, not the record
/// (decisions 6). Thread-safe.
/// </summary>
internal sealed class ReceiverTrust
{
    private volatile bool _hasTaken;

    /// <summary>True once it took something.</summary>
    public bool HasTaken => _hasTaken;

    /// <summary>It took something.</summary>
    public void Took() => _hasTaken = true;
}

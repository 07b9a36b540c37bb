namespace TetraBridge.Delivery.Sending;

/// <summary>Whose trouble it is: each ends only its own.</summary>
internal enum TroubleOwner
{
    /// <summary>The receiver, or the way to it.</summary>
    Receiver,

    /// <summary>The folder of the dead letters.</summary>
    DeadLetters,
}

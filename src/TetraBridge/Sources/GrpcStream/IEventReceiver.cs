namespace TetraBridge.Sources.GrpcStream;

/// <summary>Takes events as they stand on the wire.</summary>
internal interface IEventReceiver
{
    /// <summary>Takes one event; valid for the call only. Must neither wait nor throw. Calls come one after the other.</summary>
    void Take(ReadOnlySpan<byte> message);
}

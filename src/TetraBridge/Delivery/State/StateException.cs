namespace TetraBridge.Delivery.State;

/// <summary>The state folder can't be used as it is; the message says what to do. Ends the start of the bridge.</summary>
internal sealed class StateException(string message) : Exception(message);

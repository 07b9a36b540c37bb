namespace TetraBridge.Delivery.Sending;

/// <summary>The destination is gone for good, and its route ends. Never leaves the route.</summary>
internal sealed class DestinationGoneException(string message) : Exception(message);

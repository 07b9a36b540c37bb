namespace TetraBridge.Sources.GrpcStream;

/// <summary>How a stream ended.</summary>
/// <param name="WasUp">Whether the agent had answered at all.</param>
/// <param name="Words">Why it ended, for people.</param>
internal readonly record struct StreamEnd(bool WasUp, string Words);

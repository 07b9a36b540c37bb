namespace TetraBridge.Sources.GrpcStream;

/// <summary>A time in which an agent was not listened to.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Words">Why, for people.</param>
internal sealed record Outage(DateTimeOffset Since, string Words);

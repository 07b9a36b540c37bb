namespace TetraBridge.Delivery.Batches;

/// <summary>One encoded record of a batch and the line that it came from.</summary>
/// <param name="Offset">Where its bytes begin in the batch.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Group">Index of what it shares with others (<see cref="Batch.Groups"/>).</param>
/// <param name="Uid">The record's uid.</param>
/// <param name="Line">Where its line is; null for a record of our own.</param>
internal readonly record struct BatchRecord(int Offset, int Length, int Group, UInt128 Uid, BatchLine? Line);

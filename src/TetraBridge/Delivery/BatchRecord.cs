namespace TetraBridge.Delivery;

/// <summary>One encoded record of a batch and the line that it came from.</summary>
/// <param name="Offset">Where its bytes begin in the batch.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Group">Index of what it shares with others (<see cref="Batch.Groups"/>).</param>
/// <param name="Block">Index of the block that holds its line (<see cref="Batch.Blocks"/>); -1 for a record of our own.</param>
/// <param name="LineStart">Where the line begins in that block's buffer.</param>
/// <param name="LineLength">The line's length, without its newline.</param>
/// <param name="Uid">The record's uid.</param>
internal readonly record struct BatchRecord(int Offset, int Length, int Group, int Block, int LineStart, int LineLength, UInt128 Uid);

namespace TetraBridge.Delivery.Batches;

/// <summary>The line of a record, kept until the batch is settled.</summary>
/// <param name="Keeper">Index of who keeps its bytes (<see cref="Batch.Keeper"/>).</param>
/// <param name="Start">Where the line begins in the keeper's buffer.</param>
/// <param name="Length">The line's length, without its newline.</param>
/// <param name="FileOffset">Where it begins in its file, in unpacked bytes.</param>
internal readonly record struct BatchLine(int Keeper, int Start, int Length, long FileOffset);

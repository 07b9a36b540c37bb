using TetraBridge.Sources;

namespace TetraBridge.Delivery.Batches;

/// <summary>The part of the journal that a batch stands for: from the end of the batch before it to <paramref name="End"/>.</summary>
/// <param name="End">Where a reader goes on once this batch and all before it are settled; null where only records of our own came.</param>
/// <param name="NewestTime">The newest live time up to there, in nanoseconds since 1970; 0 where there was none.</param>
/// <param name="Tally">What became of its lines before sending.</param>
internal sealed record BatchRange(Bookmarked? End, long NewestTime, Tally Tally)
{
    /// <summary>This part and the one that follows it as one.</summary>
    public BatchRange Then(BatchRange next) => new(next.End ?? End, Math.Max(NewestTime, next.NewestTime), Tally + next.Tally);
}

namespace TetraBridge.Delivery;

/// <summary>How a route ended.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Totals">What this run did.</param>
/// <param name="Undelivered">Records without an end; they are read again at the next start.</param>
/// <param name="WasCutShort">True where it was told to stop before all was read.</param>
/// <param name="IsSaved">False where the bookmark, or a dead letter before it, could not be brought to the disk.</param>
/// <param name="Gaps">Gaps told.</param>
/// <param name="IsGone">True where it ended because its destination is gone for good (a closed standard output).</param>
internal sealed record RouteOutcome(
    string Name, Tally Totals, long Undelivered, bool WasCutShort, bool IsSaved, long Gaps, bool IsGone = false);

namespace TetraBridge.Delivery.Sending;

/// <summary>What came of sending records: a value, never an exception.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Words">The receiver's words, or ours; for people, unescaped.</param>
/// <param name="After">When the receiver wants to be asked again; null where it didn't say.</param>
/// <param name="RejectedRecords">With <see cref="VerdictKind.PartlyRejected"/>: how many.</param>
internal readonly record struct Verdict(VerdictKind Kind, string? Words = null, TimeSpan? After = null, long RejectedRecords = 0)
{
    /// <summary>
    /// With <see cref="VerdictKind.PartlyTaken"/>: which were not taken, counted from the slice's start, ascending; at least one, and not
    /// all.
    /// </summary>
    public IReadOnlyList<int>? Left { get; init; }

    /// <summary>Nobody was reached: who answers next may be another receiver (decisions 6).</summary>
    public bool IsUnreached { get; init; }

    /// <summary>All records were taken.</summary>
    public static Verdict Delivered { get; } = new(VerdictKind.Delivered);
}

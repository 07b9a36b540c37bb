namespace TetraBridge.Delivery;

/// <summary>What came of sending records: a value, never an exception.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Words">The receiver's words, or ours; for people, unescaped.</param>
/// <param name="After">When the receiver wants to be asked again; null where it didn't say.</param>
/// <param name="RejectedRecords">With <see cref="VerdictKind.PartlyRejected"/>: how many.</param>
internal readonly record struct Verdict(VerdictKind Kind, string? Words = null, TimeSpan? After = null, long RejectedRecords = 0)
{
    /// <summary>All records were taken.</summary>
    public static Verdict Delivered { get; } = new(VerdictKind.Delivered);
}

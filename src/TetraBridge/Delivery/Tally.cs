namespace TetraBridge.Delivery;

/// <summary>
/// What became of lines and records; each line and each record of our own is in exactly one of the right-hand counts, or in flight.
/// </summary>
/// <param name="Read">Lines read, blank ones too.</param>
/// <param name="Told">Records of our own.</param>
/// <param name="Delivered">Records that the receiver has taken.</param>
/// <param name="Filtered">Events that the route's `where:` left out.</param>
/// <param name="Dead">Lines and records kept as dead letters.</param>
/// <param name="Blank">Blank lines.</param>
internal readonly record struct Tally(long Read = 0, long Told = 0, long Delivered = 0, long Filtered = 0, long Dead = 0, long Blank = 0)
{
    /// <summary>What has no end yet: `read + told = delivered + filtered + dead + blank + in flight`.</summary>
    public long Open => Read + Told - Delivered - Filtered - Dead - Blank;

    public static Tally operator +(Tally a, Tally b) =>
        new(a.Read + b.Read, a.Told + b.Told, a.Delivered + b.Delivered, a.Filtered + b.Filtered, a.Dead + b.Dead, a.Blank + b.Blank);
}

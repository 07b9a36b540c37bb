namespace TetraBridge.Delivery.Intake;

/// <summary>What became of a line before sending.</summary>
internal enum LineFate
{
    /// <summary>It is a record of the open batch.</summary>
    Encoded,

    /// <summary>It is a record of the open batch, with values cut: its whole line must be kept.</summary>
    EncodedCut,

    /// <summary>The route's filter leaves it out.</summary>
    Filtered,

    /// <summary>It is blank.</summary>
    Blank,

    /// <summary>It is no event.</summary>
    Bad,

    /// <summary>It tells a gap of a spool: it is a record of ours in the open batch, whatever the filter says.</summary>
    Gap,
}

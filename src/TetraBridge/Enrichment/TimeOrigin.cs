namespace TetraBridge.Enrichment;

/// <summary>Where a record's time comes from (decisions 2).</summary>
internal enum TimeOrigin
{
    /// <summary>The event told it.</summary>
    Event,

    /// <summary>The newest live time before it in the journal: `tetrabridge.time.derived` = previous.</summary>
    Previous,

    /// <summary>When we read it: `tetrabridge.time.derived` = observed.</summary>
    Observed,
}

namespace TetraBridge.Sources.Spool.Gaps;

/// <summary>Events that are missing at this place of a spool; a line of its own tells them (decisions 5).</summary>
/// <param name="Reason">`tetrabridge.gap.reason`.</param>
/// <param name="Words">One sentence for the operator.</param>
internal sealed record SpoolGap(string Reason, string Words)
{
    /// <summary>The file that they were in; null where there was none.</summary>
    public string? File { get; init; }

    /// <summary>Bytes that are missing; null where nobody can know.</summary>
    public long? Bytes { get; init; }

    /// <summary>Events that are missing; null where nobody can know.</summary>
    public long? Events { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>How many events were filled in from the agent's export file; null where there is none to fill from.</summary>
    public long? Filled { get; init; }

    /// <summary>Whether all that is missing was filled in; null where there is nothing to fill from.</summary>
    public bool? Complete { get; init; }
}

namespace TetraBridge.Sources;

/// <summary>The values of `tetrabridge.gap.reason`.</summary>
internal static class GapReasonNames
{
    /// <summary>The name that records carry.</summary>
    public static string Name(this GapReason reason) => reason switch
    {
        GapReason.RotatedAway => "rotated_away",
        GapReason.Truncated => "truncated",
        GapReason.Unreadable => "unreadable",
        GapReason.TornLine => "torn_line",
        GapReason.SpoolFull => "spool_full",
        GapReason.BufferFull => "buffer_full",
        GapReason.Disconnected => "disconnected",
        GapReason.AgentLoss => "agent_loss",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}

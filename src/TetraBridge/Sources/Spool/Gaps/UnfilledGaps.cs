using TetraBridge.Sources.Spool.Checkpoints;

namespace TetraBridge.Sources.Spool.Gaps;

/// <summary>Tells gaps where there is nothing to fill them from.</summary>
internal sealed class UnfilledGaps(IStreamSpool spool, StreamCheckpoint checkpoint) : IGapTeller
{
    /// <inheritdoc/>
    public void Tell(SpoolGap gap)
    {
        spool.Append(gap with { Words = $"{gap.Words}: what happened meanwhile is missing, since agents keep nothing for later" });

        // It may be one that an earlier run, which could fill, owed.
        checkpoint.Told(gap);
    }
}

using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool.Checkpoints;

/// <summary>What a <see cref="StreamCheckpoint"/> knew at one moment.</summary>
/// <param name="Until">Until when the agent was listened to, or its silence told.</param>
/// <param name="Owed">Gaps before that time whose lines are not written yet, in their order.</param>
/// <param name="Losses">The last reading of the agent's loss counters; null: there was none.</param>
internal sealed record CheckpointState(DateTimeOffset Until, IReadOnlyList<SpoolGap> Owed, LossReading? Losses)
{
    /// <summary>Counts what changed; not saved.</summary>
    public long Version { get; init; }
}

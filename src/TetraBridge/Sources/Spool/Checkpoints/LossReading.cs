namespace TetraBridge.Sources.Spool.Checkpoints;

/// <summary>What an agent's loss counters said.</summary>
/// <param name="At">When they were read.</param>
/// <param name="Counts">Their sums by their names.</param>
internal sealed record LossReading(DateTimeOffset At, IReadOnlyDictionary<string, double> Counts);

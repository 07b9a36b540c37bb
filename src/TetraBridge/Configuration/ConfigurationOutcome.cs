namespace TetraBridge.Configuration;

/// <summary>What came of reading flags, environment and YAML file.</summary>
/// <param name="Config">Null where there are mistakes.</param>
/// <param name="Mistakes">All of them, those of the file in its order.</param>
/// <param name="Notes">What the operator should know though it is no mistake; one sentence each.</param>
internal sealed record ConfigurationOutcome(BridgeConfig? Config, IReadOnlyList<Mistake> Mistakes, IReadOnlyList<string> Notes);

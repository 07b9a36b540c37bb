namespace TetraBridge.Cli.Demo;

/// <summary>What the demo's receiver takes from a record.</summary>
/// <param name="Uid">Its `log.record.uid`.</param>
/// <param name="Body">The sentence.</param>
/// <param name="Categories">Its `tetragon.category`.</param>
internal sealed record ArrivedRecord(string Uid, string Body, IReadOnlyList<string> Categories);

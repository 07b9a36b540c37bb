namespace TetraBridge.Cli.Explain;

/// <summary>The record as an OTLP route would send it.</summary>
/// <param name="EventName">As `tetragon.process_exec`.</param>
/// <param name="Uid">32 hex digits.</param>
/// <param name="Body">The sentence.</param>
/// <param name="Resource">Its attributes by name: string, long, bool or a list of strings.</param>
/// <param name="Attributes">The record's attributes by name, likewise.</param>
internal sealed record ExplainedRecord(
    string EventName, string Uid, string Body, IReadOnlyDictionary<string, object> Resource, IReadOnlyDictionary<string,
    object> Attributes);

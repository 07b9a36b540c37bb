namespace TetraBridge.EndToEnd.Stores;

/// <summary>An entry that Loki gave back: its labels with its structured metadata, and its line.</summary>
internal sealed record LokiEntry(IReadOnlyDictionary<string, string> Labels, string Line)
{
    /// <summary>log.record.uid; empty where there is none.</summary>
    public string Uid => Labels.GetValueOrDefault("log_record_uid", "");
}

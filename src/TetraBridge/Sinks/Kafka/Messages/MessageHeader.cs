namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>Headers that an operator can ask for, beside `uid` and `content-type`, which are always there.</summary>
[Flags]
internal enum MessageHeader
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>`category`: the ids of all categories, with commas between; left out where there is none.</summary>
    Category = 1,

    /// <summary>`severity`: its text, as WARN3.</summary>
    Severity = 2,

    /// <summary>`kind`: as process_exec; of a record of our own its event name.</summary>
    Kind = 4,

    /// <summary>`node`: the node's name.</summary>
    Node = 8,

    /// <summary>`schema`: the version of the names (docs/attributes.md).</summary>
    Schema = 16,

    /// <summary>`traceparent`: a W3C trace context made of the uid, not sampled, so that consumers' spans of one event meet.</summary>
    TraceParent = 32,

    /// <summary>
    /// `file` and `offset`: the fingerprint of the export file and where the line begins in it, by which no two lines are alike (decisions
    /// 8).
    /// </summary>
    Place = 64,
}

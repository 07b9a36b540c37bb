namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>What of an event can stand in a topic's name.</summary>
internal enum TopicField
{
    /// <summary>Nothing: the part is text.</summary>
    None,

    /// <summary>`{category}`: the first category.</summary>
    Category,

    /// <summary>`{kind}`: as process_exec.</summary>
    Kind,

    /// <summary>`{severity}`: as WARN3.</summary>
    Severity,

    /// <summary>`{namespace}`: the pod's namespace.</summary>
    Namespace,
}

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>What a message's key is: messages of one key keep their order, since they are in one partition.</summary>
internal enum MessageKey
{
    /// <summary>The process's exec_id, else the node; the default.</summary>
    Process,

    /// <summary>The node's name.</summary>
    Node,

    /// <summary>`namespace/pod`, else the node.</summary>
    Pod,

    /// <summary>No key: the partition is the producer's choice.</summary>
    None,
}

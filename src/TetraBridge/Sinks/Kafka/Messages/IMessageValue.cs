using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Records;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>Writes the values of messages in one payload's format. One a route; not thread-safe.</summary>
internal interface IMessageValue
{
    /// <summary>The header `content-type`.</summary>
    string ContentType { get; }

    /// <summary>Appends an event; true where values had to be cut.</summary>
    bool Write(EventFacts facts, UInt128 uid, ByteBuffer into);

    /// <summary>Appends a record of our own.</summary>
    void Write(BridgeRecord record, ByteBuffer into);
}

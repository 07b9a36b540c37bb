using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Records;
using TetraBridge.Sources;

namespace TetraBridge.Sinks;

/// <summary>Appends records to the open batch in a sink's format. One a route; not thread-safe.</summary>
internal interface IRecordEncoder
{
    /// <summary>Appends an event; true where values had to be cut to fit the sink's limit for a record (`tetrabridge.cut`).</summary>
    /// <param name="facts">The event and what we add.</param>
    /// <param name="uid">Its uid.</param>
    /// <param name="batch">The open batch.</param>
    /// <param name="block">The block that holds its line.</param>
    /// <param name="lineStart">Where the line begins in the block's buffer.</param>
    /// <param name="lineLength">The line's length.</param>
    bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength);

    /// <summary>Appends a record of our own.</summary>
    void Append(BridgeRecord record, Batch batch);
}

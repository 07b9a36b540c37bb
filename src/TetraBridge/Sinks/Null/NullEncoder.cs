using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Records;
using TetraBridge.Sources;

namespace TetraBridge.Sinks.Null;

/// <summary>Makes records of no bytes: what is left to measure is reading, understanding and judging.</summary>
internal sealed class NullEncoder : IRecordEncoder
{
    private static readonly byte[] _nothing = [];

    /// <inheritdoc/>
    public bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength)
    {
        batch.Add(batch.Bytes.Length, _nothing, uid, block, lineStart, lineLength);
        return false;
    }

    /// <inheritdoc/>
    public void Append(BridgeRecord record, Batch batch) => batch.Add(batch.Bytes.Length, _nothing, record.Uid);
}

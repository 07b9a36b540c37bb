using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Records;
using TetraBridge.Sinks;
using TetraBridge.Sources;

namespace TetraBridge.Tests.Support;

/// <summary>Encodes an event as its line, and a record of our own as `event_name: body`.</summary>
internal sealed class LineEncoder(int cutAbove = int.MaxValue) : IRecordEncoder
{
    private static readonly byte[] _group = [];

    public bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength)
    {
        var offset = batch.Bytes.Length;
        batch.Bytes.Write(block.Buffer.AsSpan(lineStart, lineLength));
        batch.Add(offset, _group, uid, block, lineStart, lineLength);
        return lineLength > cutAbove;
    }

    public void Append(BridgeRecord record, Batch batch)
    {
        var offset = batch.Bytes.Length;
        batch.Bytes.Write(Encoding.UTF8.GetBytes($"{record.EventName}: {record.Body}"));
        batch.Add(offset, _group, record.Uid);
    }
}

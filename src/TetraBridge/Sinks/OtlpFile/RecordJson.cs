using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Records;
using TetraBridge.Records.Resources;

namespace TetraBridge.Sinks.OtlpFile;

/// <summary>One event as the OTLP JSON request that would be sent of it: for people and `explain --json`, off the hot path. Not thread-safe.</summary>
internal sealed class RecordJson(RecordOptions options, ResourceMapper resources, string version, TimeProvider clock)
{
    private readonly OtlpJsonEncoder _encoder = new(options, resources, clock);
    private readonly OtlpJsonRequest _request = new(version);

    /// <summary>A JSON object on one line, without a newline: resource, scope and record.</summary>
    public string Of(EventFacts facts, UInt128 uid)
    {
        var batch = new Batch();
        batch.Add(0, _encoder.Write(facts, uid, batch.Bytes), uid);
        return Encoding.UTF8.GetString(_request.Of(new BatchSlice(batch)).Span).TrimEnd('\n');
    }
}

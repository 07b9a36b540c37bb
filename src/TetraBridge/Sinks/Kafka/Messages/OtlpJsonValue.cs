using TetraBridge.Buffers;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Records;
using TetraBridge.Sinks.OtlpFile;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>
/// A record as an ExportLogsServiceRequest of its own in OTLP's JSON, as the file sink tells it. No value is cut. Not thread-safe.
/// </summary>
internal sealed class OtlpJsonValue(OtlpJsonEncoder encoder, string version) : IMessageValue
{
    private readonly OtlpJsonRequest _request = new(version);
    private readonly Batch _one = new();

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public bool Write(EventFacts facts, UInt128 uid, ByteBuffer into)
    {
        _one.Clear();
        _one.Add(0, encoder.Write(facts, uid, _one.Bytes), uid);
        Request(into);
        return false;
    }

    /// <inheritdoc/>
    public void Write(BridgeRecord record, ByteBuffer into)
    {
        _one.Clear();
        encoder.Append(record, _one);
        Request(into);
    }

    // Without the newline that ends a request in a file.
    private void Request(ByteBuffer into) => into.Write(_request.Of(new BatchSlice(_one)).Span[..^1]);
}

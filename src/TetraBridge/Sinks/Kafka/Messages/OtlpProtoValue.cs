using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Records;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>A record as an ExportLogsServiceRequest of its own, as the OTLP sink's encoder tells it. Not thread-safe.</summary>
internal sealed class OtlpProtoValue(OtlpEncoder encoder, OtlpScope scope) : IMessageValue
{
    // ExportLogsServiceRequest.resource_logs; ResourceLogs.resource, .scope_logs; ScopeLogs.scope, .log_records
    private const int ResourceLogsField = 1;
    private const int ResourceField = 1;
    private const int ScopeLogsField = 2;
    private const int ScopeField = 1;
    private const int LogRecordField = 2;

    private readonly ByteBuffer _record = new(4096);

    /// <inheritdoc/>
    public string ContentType => "application/x-protobuf";

    /// <inheritdoc/>
    public bool Write(EventFacts facts, UInt128 uid, ByteBuffer into)
    {
        _record.Clear();
        Envelop(encoder.Write(facts, uid, _record, out var cut), into);
        return cut;
    }

    /// <inheritdoc/>
    public void Write(BridgeRecord record, ByteBuffer into)
    {
        _record.Clear();
        Envelop(encoder.Write(record, _record), into);
    }

    private void Envelop(ReadOnlySpan<byte> resource, ByteBuffer into)
    {
        var scopeLogs = WireFields.FieldSize(scope.Encoded.Length) + WireFields.FieldSize(_record.Length);
        var resourceLogs = WireFields.FieldSize(resource.Length) + WireFields.FieldSize(scopeLogs);
        var target = into.Reserve(WireFields.FieldSize(resourceLogs));
        var at = WireFields.WriteFieldStart(target, ResourceLogsField, resourceLogs);
        at += WireFields.WriteField(target[at..], ResourceField, resource);
        at += WireFields.WriteFieldStart(target[at..], ScopeLogsField, scopeLogs);
        at += WireFields.WriteField(target[at..], ScopeField, scope.Encoded);
        at += WireFields.WriteField(target[at..], LogRecordField, _record.Written);
        into.Advance(at);
    }
}

using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sources;

namespace TetraBridge.Sinks.Console;

/// <summary>
/// Encodes a record as one compact JSON object a line: time, severity, event_name, body, then the attributes of record and resource as
/// plain members (their names differ by the catalog; all are dotted). Not thread-safe.
/// </summary>
internal sealed class ConsoleJsonEncoder : IRecordEncoder
{
    private static readonly byte[] _group = [];

    private readonly RecordMapper _mapper;
    private readonly ResourceMapper _resourceMapper;
    private readonly ResourceCache _resources;
    private readonly BodySentence _body = new();
    private readonly TerminalJson _json = new();
    private readonly PlainJsonAttributes _attributes = new();
    private readonly Utf8Text _utf8 = new();
    private readonly EventName _eventName = new();

    /// <summary>Makes an encoder for one route.</summary>
    public ConsoleJsonEncoder(RecordOptions options, ResourceMapper resources)
    {
        _mapper = new RecordMapper(options);
        _resourceMapper = resources;
        _resources = new ResourceCache(Encode);
    }

    /// <inheritdoc/>
    public bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength)
    {
        var start = batch.Bytes.Length;
        var resource = _resources.Of(facts.Event, out _);
        Head(batch.Bytes, facts.Time, facts.Severity, _eventName.Of(facts.Event), _body.Of(facts));
        _mapper.Write(facts, uid, resource.Attributes, _attributes);
        Tail(batch.Bytes, resource);
        batch.Add(start, _group, uid, block, lineStart, lineLength);
        return false;
    }

    /// <inheritdoc/>
    public void Append(BridgeRecord record, Batch batch)
    {
        var start = batch.Bytes.Length;
        Head(batch.Bytes, record.Time, record.Severity, Encoding.UTF8.GetBytes(record.EventName), Encoding.UTF8.GetBytes(record.Body));
        BridgeRecordMapper.Write(record, _attributes);
        Tail(batch.Bytes, _resources.Own);
        batch.Add(start, _group, record.Uid);
    }

    private void Head(ByteBuffer into, long time, Severity severity, ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> body)
    {
        into.Write("{\"time\":\""u8);
        into.Write(_utf8.Of(Timestamps.Format(time)));
        into.Write("\",\"severity\":\""u8);
        into.Write(SeverityUtf8.Of(severity));
        into.Write("\",\"event_name\":"u8);
        _json.Quote(eventName, into);
        into.Write(",\"body\":"u8);
        _json.Quote(body, into);
        _attributes.Begin(into);
    }

    private static void Tail(ByteBuffer into, EncodedResource resource)
    {
        into.Write(resource.Bytes);
        into.Write("}\n"u8);
    }

    private EncodedResource Encode(TetragonEvent? e)
    {
        var buffer = new ByteBuffer(1024);
        var attributes = new PlainJsonAttributes();
        attributes.Begin(buffer);
        _resourceMapper.Write(e, attributes);
        return new EncodedResource(buffer.Written.ToArray(), attributes.Count, []);
    }
}

using System.Globalization;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Events.Json;
using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sources;

namespace TetraBridge.Sinks.OtlpFile;

/// <summary>
/// Encodes events as LogRecord objects of OTLP's JSON; the resource of each record is the batch's group. No value is cut: a file takes all.
/// Not thread-safe.
/// </summary>
internal sealed class OtlpJsonEncoder : IRecordEncoder
{
    private readonly RecordMapper _mapper;
    private readonly ResourceMapper _resourceMapper;
    private readonly ResourceCache _resources;
    private readonly TimeProvider _clock;
    private readonly BodySentence _body = new();
    private readonly OtlpJsonAttributes _attributes = new();
    private readonly EventName _eventName = new();

    /// <summary>Makes an encoder for one route.</summary>
    public OtlpJsonEncoder(RecordOptions options, ResourceMapper resources, TimeProvider clock)
    {
        _clock = clock;
        _mapper = new RecordMapper(options);
        _resourceMapper = resources;
        _resources = new ResourceCache(Encode);
    }

    /// <inheritdoc/>
    public bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength)
    {
        var start = batch.Bytes.Length;
        batch.Add(start, Write(facts, uid, batch.Bytes), uid, block, lineStart, lineLength);
        return false;
    }

    /// <inheritdoc/>
    public void Append(BridgeRecord record, Batch batch)
    {
        var start = batch.Bytes.Length;
        Head(batch.Bytes, record.Time, _clock.GetUtcNow().UnixNanoseconds(), record.Severity, Encoding.UTF8.GetBytes(record.Body));
        _attributes.Begin(batch.Bytes);
        BridgeRecordMapper.Write(record, _attributes);
        Tail(batch.Bytes, Encoding.UTF8.GetBytes(record.EventName));
        batch.Add(start, _resources.Own.Bytes, record.Uid);
    }

    /// <summary>Writes the LogRecord of an event and gives its Resource, both as JSON objects.</summary>
    public byte[] Write(EventFacts facts, UInt128 uid, ByteBuffer into)
    {
        var resource = _resources.Of(facts.Event, out _);
        Head(into, facts.Time, facts.ObservedTime, facts.Severity, _body.Of(facts));
        _attributes.Begin(into);
        _mapper.Write(facts, uid, resource.Attributes, _attributes);
        Tail(into, _eventName.Of(facts.Event));
        return resource.Bytes;
    }

    private static void Head(ByteBuffer into, long time, long observed, Severity severity, ReadOnlySpan<byte> body)
    {
        into.Write("{\"timeUnixNano\":\""u8);
        Number(time, into);
        into.Write("\",\"observedTimeUnixNano\":\""u8);
        Number(observed, into);
        into.Write("\",\"severityNumber\":"u8);
        Number((int)severity, into);
        into.Write(",\"severityText\":"u8);
        JsonText.Quote(SeverityUtf8.Of(severity), into);
        into.Write(",\"body\":{\"stringValue\":"u8);
        JsonText.Quote(body, into);
        into.Write("},\"attributes\":"u8);
    }

    private void Tail(ByteBuffer into, ReadOnlySpan<byte> eventName)
    {
        _attributes.End();
        into.Write(",\"eventName\":"u8);
        JsonText.Quote(eventName, into);
        into.Write("}"u8);
    }

    private static void Number(long number, ByteBuffer into)
    {
        number.TryFormat(into.Reserve(20), out var written, provider: CultureInfo.InvariantCulture);
        into.Advance(written);
    }

    private EncodedResource Encode(TetragonEvent? e)
    {
        var buffer = new ByteBuffer(1024);
        var attributes = new OtlpJsonAttributes();
        buffer.Write("{\"attributes\":"u8);
        attributes.Begin(buffer);
        _resourceMapper.Write(e, attributes);
        attributes.End();
        buffer.Write("}"u8);
        return new EncodedResource(buffer.Written.ToArray(), attributes.Count, []);
    }
}

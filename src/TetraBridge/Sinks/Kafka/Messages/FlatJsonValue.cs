using System.Globalization;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Events.Json;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>
/// A record as one flat JSON object: <see cref="FlatJsonNames.Always"/>, then the attributes of the record and of its resource. No value is
/// cut. Not thread-safe.
/// </summary>
internal sealed class FlatJsonValue : IMessageValue
{
    private static readonly byte[] _schema = Encoding.UTF8.GetBytes(
        $",\"{FlatJsonNames.Always[^1].Name}\":\"{AttributeCatalog.SchemaVersion}\"");

    private readonly RecordMapper _mapper;
    private readonly ResourceMapper _resourceMapper;
    private readonly ResourceCache _resources;
    private readonly TimeProvider _clock;
    private readonly BodySentence _body = new();
    private readonly FlatJsonAttributes _attributes = new();
    private readonly EventName _eventName = new();

    /// <summary>Makes the values of one route.</summary>
    public FlatJsonValue(RecordOptions options, ResourceMapper resources, TimeProvider clock)
    {
        _clock = clock;
        _mapper = new RecordMapper(options);
        _resourceMapper = resources;
        _resources = new ResourceCache(Encode);
    }

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public bool Write(EventFacts facts, UInt128 uid, ByteBuffer into)
    {
        var resource = _resources.Of(facts.Event, out _);
        Head(into, facts.Time, facts.ObservedTime, facts.Severity, _eventName.Of(facts.Event), _body.Of(facts));
        _attributes.Begin(into);
        _mapper.Write(facts, uid, resource.Attributes, _attributes);
        Tail(into, resource);
        return false;
    }

    /// <inheritdoc/>
    public void Write(BridgeRecord record, ByteBuffer into)
    {
        Head(
            into, record.Time, _clock.GetUtcNow().UnixNanoseconds(), record.Severity, Encoding.UTF8.GetBytes(record.EventName),
            Encoding.UTF8.GetBytes(record.Body));
        _attributes.Begin(into);
        BridgeRecordMapper.Write(record, _attributes);
        Tail(into, _resources.Own);
    }

    private static void Head(
        ByteBuffer into, long time, long observed, Severity severity, ReadOnlySpan<byte> eventName, ReadOnlySpan<byte> body)
    {
        into.Write("{\"time\":\""u8);
        Time(time, into);
        into.Write("\",\"observed_time\":\""u8);
        Time(observed, into);
        into.Write("\",\"severity\":\""u8);
        into.Write(SeverityUtf8.Of(severity));
        into.Write("\",\"severity_number\":"u8);
        ((int)severity).TryFormat(into.Reserve(11), out var written, provider: CultureInfo.InvariantCulture);
        into.Advance(written);
        into.Write(",\"event_name\":"u8);
        JsonText.Quote(eventName, into);
        into.Write(",\"body\":"u8);
        JsonText.Quote(body, into);
        into.Write(_schema);
    }

    private static void Tail(ByteBuffer into, EncodedResource resource)
    {
        into.Write(resource.Bytes);
        into.Write((byte)'}');
    }

    private static void Time(long unixNanoseconds, ByteBuffer into)
    {
        Timestamps.Format(unixNanoseconds, into.Reserve(Timestamps.Length));
        into.Advance(Timestamps.Length);
    }

    private EncodedResource Encode(TetragonEvent? e)
    {
        var buffer = new ByteBuffer(1024);
        var attributes = new FlatJsonAttributes(FlatJsonNames.OfResource);
        attributes.Begin(buffer);
        _resourceMapper.Write(e, attributes);
        return new EncodedResource(buffer.Written.ToArray(), attributes.Count, []);
    }
}

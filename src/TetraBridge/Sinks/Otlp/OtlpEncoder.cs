using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Delivery;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Sources;

namespace TetraBridge.Sinks.Otlp;

/// <summary>Encodes events as OTLP LogRecord messages straight from their leaves; the resource of each record is the batch's group. Not thread-safe.</summary>
internal sealed class OtlpEncoder : IRecordEncoder
{
    private const byte TimeTag = 0x09;
    private const byte SeverityNumberTag = 0x10;
    private const byte SeverityTextTag = 0x1A;
    private const byte BodyTag = 0x2A;
    private const byte AttributeTag = 0x32;
    private const byte ObservedTimeTag = 0x59;
    private const byte EventNameTag = 0x62;
    private const byte StringValue = 0x0A;

    // A process group may see many pods come and go: the table of encoded resources starts anew when it is full.
    private const int MostResources = 4096;

    private readonly SinkLimits _limits;
    private readonly TimeProvider _clock;
    private readonly RecordMapper _mapper;
    private readonly ResourceMapper _resources;
    private readonly ResourceKey _resourceKey = new();
    private readonly BodySentence _body = new();
    private readonly OtlpAttributeWriter _attributes = new(AttributeTag);
    private readonly Dictionary<UInt128, (byte[] Encoded, int Attributes)> _encoded = [];
    private readonly ByteBuffer _eventName = new(128);
    private readonly byte[] _ownResource;

    /// <summary>Makes an encoder for one route.</summary>
    public OtlpEncoder(SinkLimits limits, RecordOptions options, ResourceMapper resources, TimeProvider clock)
    {
        _limits = limits;
        _clock = clock;
        _mapper = new RecordMapper(options);
        _resources = resources;
        _ownResource = Encode(null).Encoded;
    }

    /// <inheritdoc/>
    public bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength)
    {
        var (resource, resourceAttributes) = Resource(facts.Event);
        var start = batch.Bytes.Length;
        Write(facts, uid, resourceAttributes, batch.Bytes, int.MaxValue);

        var cut = false;
        for (var longest = 16 * 1024; batch.Bytes.Length - start + resource.Length > _limits.RecordBytes && longest >= 16; longest /= 2)
        {
            cut = true;
            batch.Bytes.Truncate(start);
            Write(facts, uid, resourceAttributes, batch.Bytes, longest);
        }

        batch.Add(start, resource, uid, block, lineStart, lineLength);
        return cut;
    }

    /// <inheritdoc/>
    public void Append(BridgeRecord record, Batch batch)
    {
        var start = batch.Bytes.Length;
        Head(batch.Bytes, record.Time, record.Severity, Encoding.UTF8.GetBytes(record.Body));
        _attributes.Begin(batch.Bytes);
        BridgeRecordMapper.Write(record, _attributes);
        Tail(batch.Bytes, _clock.GetUtcNow().UnixNanoseconds(), Encoding.UTF8.GetBytes(record.EventName));
        batch.Add(start, _ownResource, record.Uid);
    }

    private void Write(EventFacts facts, UInt128 uid, int resourceAttributes, ByteBuffer into, int longestValue)
    {
        Head(into, facts.Time, facts.Severity, _body.Of(facts));
        _attributes.Begin(into, longestValue);
        _mapper.Write(facts, uid, resourceAttributes, _attributes);
        if (_attributes.Cut.Count > 0)
        {
            _attributes.WriteCut(AttributeCatalog.Instance.Keys.Cut);
        }

        _eventName.Clear();
        _eventName.Write("tetragon."u8);
        _eventName.Write(facts.Event.KindName);
        Tail(into, facts.ObservedTime, _eventName.Written);
    }

    private static void Head(ByteBuffer into, long time, Severity severity, ReadOnlySpan<byte> body)
    {
        ProtobufWriter.Fixed64(into, TimeTag, (ulong)time);
        ProtobufWriter.Varint(into, SeverityNumberTag, (ulong)severity);
        ProtobufWriter.Bytes(into, SeverityTextTag, SeverityUtf8.Of(severity));
        ProtobufWriter.Varint(into, BodyTag, (ulong)(1 + ProtobufWriter.VarintSize((ulong)body.Length) + body.Length));
        ProtobufWriter.Bytes(into, StringValue, body);
    }

    private static void Tail(ByteBuffer into, long observed, ReadOnlySpan<byte> eventName)
    {
        ProtobufWriter.Fixed64(into, ObservedTimeTag, (ulong)observed);
        ProtobufWriter.Bytes(into, EventNameTag, eventName);
    }

    private (byte[] Encoded, int Attributes) Resource(TetragonEvent e)
    {
        var key = _resourceKey.Of(e);
        if (!_encoded.TryGetValue(key, out var resource))
        {
            if (_encoded.Count >= MostResources)
            {
                _encoded.Clear();
            }

            resource = Encode(e);
            _encoded.Add(key, resource);
        }

        return resource;
    }

    private (byte[] Encoded, int Attributes) Encode(TetragonEvent? e)
    {
        var buffer = new ByteBuffer(1024);
        var writer = new OtlpAttributeWriter(StringValue);
        writer.Begin(buffer);
        var count = _resources.Write(e, writer);
        return (buffer.Written.ToArray(), count);
    }
}

using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sources;

namespace TetraBridge.Sinks.Otlp.Wire;

/// <summary>
/// Encodes events as OTLP LogRecord messages straight from their leaves; the resource of each record is the batch's group. Not thread-safe.
/// </summary>
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

    // Values are cut by halves, from here down to where even a full record fits.
    private const int LongestCut = 16 * 1024;
    private const int ShortestCut = 64;

    private readonly SinkLimits _limits;
    private readonly TimeProvider _clock;
    private readonly RecordMapper _mapper;
    private readonly ResourceMapper _resourceMapper;
    private readonly ResourceCache _resources;
    private readonly BodySentence _body = new();
    private readonly OtlpAttributeWriter _attributes = new(AttributeTag);
    private readonly EventName _eventName = new();

    /// <summary>Makes an encoder for one route.</summary>
    public OtlpEncoder(SinkLimits limits, RecordOptions options, ResourceMapper resources, TimeProvider clock)
    {
        _limits = limits;
        _clock = clock;
        _mapper = new RecordMapper(options);
        _resourceMapper = resources;
        _resources = new ResourceCache(Encode);
    }

    /// <summary>To how many bytes the last event's values were cut, so that the record fits; int.MaxValue: not at all.</summary>
    public int LongestValue { get; private set; } = int.MaxValue;

    /// <inheritdoc/>
    public bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength)
    {
        var start = batch.Bytes.Length;
        batch.Add(start, Write(facts, uid, batch.Bytes, out var cut), uid, block, lineStart, lineLength);
        return cut;
    }

    /// <inheritdoc/>
    public void Append(BridgeRecord record, Batch batch)
    {
        var start = batch.Bytes.Length;
        batch.Add(start, Write(record, batch.Bytes), record.Uid);
    }

    /// <summary>Writes the LogRecord of an event and gives its Resource; <paramref name="cut"/> where values had to be cut.</summary>
    public byte[] Write(EventFacts facts, UInt128 uid, ByteBuffer into, out bool cut)
    {
        var resource = _resources.Of(facts.Event, out var isNew);
        var start = into.Length;
        LongestValue = int.MaxValue;
        Write(facts, uid, resource, into, int.MaxValue);

        // Of a cut resource one line is kept, not each line of its pod: annotations must not fill the folder.
        cut = isNew && resource.Cut.Count > 0;
        for (var longest = LongestCut; into.Length - start + resource.Bytes.Length > _limits.RecordBytes
            && longest >= ShortestCut; longest /= 2)
        {
            cut = true;
            LongestValue = longest;
            into.Truncate(start);
            Write(facts, uid, resource, into, longest);
        }

        return resource.Bytes;
    }

    /// <summary>Writes the LogRecord of a record of our own and gives its Resource.</summary>
    public byte[] Write(BridgeRecord record, ByteBuffer into)
    {
        Head(into, record.Time, record.Severity, Encoding.UTF8.GetBytes(record.Body));
        _attributes.Begin(into);
        BridgeRecordMapper.Write(record, _attributes);
        Tail(into, _clock.GetUtcNow().UnixNanoseconds(), Encoding.UTF8.GetBytes(record.EventName));
        return _resources.Own.Bytes;
    }

    private void Write(EventFacts facts, UInt128 uid, EncodedResource resource, ByteBuffer into, int longestValue)
    {
        Head(into, facts.Time, facts.Severity, _body.Of(facts));
        _attributes.Begin(into, longestValue);
        _mapper.Write(facts, uid, resource.Attributes, _attributes);
        _attributes.WriteCut(AttributeCatalog.Instance.Keys.Cut, resource.Cut);
        Tail(into, facts.ObservedTime, _eventName.Of(facts.Event));
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

    // A resource may take half of a record's bytes, so that the record itself can be told.
    private EncodedResource Encode(TetragonEvent? e)
    {
        var buffer = new ByteBuffer(1024);
        var writer = new OtlpAttributeWriter(StringValue);
        writer.Begin(buffer);
        _resourceMapper.Write(e, writer);
        for (var longest = LongestCut; buffer.Length > _limits.RecordBytes / 2 && longest >= ShortestCut; longest /= 2)
        {
            buffer.Clear();
            writer.Begin(buffer, longest);
            _resourceMapper.Write(e, writer);
        }

        if (buffer.Length <= _limits.RecordBytes / 2)
        {
            return new EncodedResource(buffer.Written.ToArray(), writer.Count, [.. writer.Cut]);
        }

        // So many labels, or such long names, that naming them all would not fit either.
        var whole = buffer.Length;
        buffer.Clear();
        writer.Begin(buffer, ShortestCut);
        _resourceMapper.Write(e, new BoundedResource(writer, () => buffer.Length, _limits.RecordBytes / 4));
        return new EncodedResource(buffer.Written.ToArray(), writer.Count, [$"resource={whole}"]);
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Sources;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>Writes the headers of a message. Not thread-safe; allocates nothing an event.</summary>
/// <param name="headers">Which, beside `uid` and `content-type`.</param>
/// <param name="contentType">The payload's.</param>
/// <param name="node">Our node's name, for what tells none.</param>
internal sealed class MessageHeaderWriter(MessageHeader headers, string contentType, string node)
{
    private const int HexLength = 32;

    private readonly byte[] _contentType = Encoding.UTF8.GetBytes(contentType);
    private readonly byte[] _node = Encoding.UTF8.GetBytes(node);
    private readonly byte[] _schema = Encoding.UTF8.GetBytes(AttributeCatalog.SchemaVersion);
    private readonly ByteBuffer _value = new(128);

    /// <summary>The headers of an event.</summary>
    public void Write(ref KafkaFrameWriter frame, EventFacts facts, UInt128 uid, LineBlock block, int lineStart)
    {
        var e = facts.Event;
        Always(ref frame, uid);
        if (Has(MessageHeader.Category) && facts.Matches.Count > 0)
        {
            frame.Header("category"u8, Categories(facts));
        }

        if (Has(MessageHeader.Kind))
        {
            frame.Header("kind"u8, e.KindName);
        }

        Common(ref frame, facts.Severity, e.Has(Fields.NodeName) ? e.Value(Fields.NodeName) : _node);
        if (Has(MessageHeader.Place))
        {
            Place(ref frame, block.File, block.Offset + lineStart - block.Start);
        }
    }

    /// <summary>The headers of a record of our own.</summary>
    public void Write(ref KafkaFrameWriter frame, BridgeRecord record)
    {
        Always(ref frame, record.Uid);
        if (Has(MessageHeader.Kind))
        {
            frame.Header("kind"u8, Encoding.UTF8.GetBytes(record.EventName));
        }

        Common(ref frame, record.Severity, _node);
    }

    private bool Has(MessageHeader header) => (headers & header) != 0;

    private void Always(ref KafkaFrameWriter frame, UInt128 uid)
    {
        Span<byte> hex = stackalloc byte[HexLength];
        Hex(uid, hex);
        frame.Header("uid"u8, hex);
        frame.Header("content-type"u8, _contentType);
        if (Has(MessageHeader.TraceParent))
        {
            // W3C Trace Context: version 00, the uid as trace id, its second half as the parent's id, no flag.
            _value.Clear();
            _value.Write("00-"u8);
            _value.Write(hex);
            _value.Write("-"u8);
            _value.Write(hex[(HexLength / 2)..]);
            _value.Write("-00"u8);
            frame.Header("traceparent"u8, _value.Written);
        }
    }

    private void Common(ref KafkaFrameWriter frame, Severity severity, ReadOnlySpan<byte> itsNode)
    {
        if (Has(MessageHeader.Severity))
        {
            frame.Header("severity"u8, SeverityUtf8.Of(severity));
        }

        if (Has(MessageHeader.Node))
        {
            frame.Header("node"u8, itsNode);
        }

        if (Has(MessageHeader.Schema))
        {
            frame.Header("schema"u8, _schema);
        }
    }

    private static void Place(ref KafkaFrameWriter frame, UInt128 file, long offset)
    {
        Span<byte> text = stackalloc byte[HexLength];
        Hex(file, text);
        frame.Header("file"u8, text);
        offset.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        frame.Header("offset"u8, text[..length]);
    }

    private ReadOnlySpan<byte> Categories(EventFacts facts)
    {
        _value.Clear();
        foreach (var match in facts.Matches)
        {
            if (_value.Length > 0)
            {
                _value.Write((byte)',');
            }

            var id = match.Category.Info.Id;
            _value.Advance(Encoding.UTF8.GetBytes(id, _value.Reserve(Encoding.UTF8.GetMaxByteCount(id.Length))));
        }

        return _value.Written;
    }

    private static void Hex(UInt128 number, Span<byte> into)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        Convert.TryToHexStringLower(bytes, into, out _);
    }
}

using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Events.Json;
using TetraBridge.Records;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>
/// The agent's line, without what a log shipper put around it; records of our own in the form that a spool tells them (decisions 5). Not
/// thread-safe.
/// </summary>
/// <param name="node">Our node's name.</param>
internal sealed class RawValue(string node) : IMessageValue
{
    private readonly byte[] _node = Encoding.UTF8.GetBytes(node);

    /// <inheritdoc/>
    public string ContentType => "application/json";

    /// <inheritdoc/>
    public bool Write(EventFacts facts, UInt128 uid, ByteBuffer into)
    {
        into.Write(facts.Event.Text);
        return false;
    }

    /// <summary>
    /// Appends `{"tetrabridge_gap":{"words":…,"reason":…,…},"node_name":…,"time":…}`; a notice of a dead letter stands under
    /// `tetrabridge_dead_letter`.
    /// </summary>
    public void Write(BridgeRecord record, ByteBuffer into)
    {
        var prefix = record.EventName + ".";
        into.Write("{"u8);
        JsonText.Quote(Encoding.UTF8.GetBytes(record.EventName.Replace('.', '_')), into);
        into.Write(":{\"words\":"u8);
        JsonText.Quote(Encoding.UTF8.GetBytes(record.Body), into);
        var attributes = new FlatJsonAttributes(name => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name);
        attributes.Begin(into);
        BridgeRecordMapper.Write(record, attributes);
        into.Write("},\"node_name\":"u8);
        JsonText.Quote(_node, into);
        into.Write(",\"time\":\""u8);
        Timestamps.Format(record.Time, into.Reserve(Timestamps.Length));
        into.Advance(Timestamps.Length);
        into.Write("\"}"u8);
    }
}

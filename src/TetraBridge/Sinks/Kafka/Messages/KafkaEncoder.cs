using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Records;
using TetraBridge.Sources;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>
/// Encodes records as Kafka messages (<see cref="KafkaFrame"/>); the topic of each is the batch's group. Not thread-safe.
/// </summary>
/// <param name="options">Topic, key and headers.</param>
/// <param name="value">The payload.</param>
/// <param name="node">Our node's name, for what tells none.</param>
internal sealed class KafkaEncoder(MessageOptions options, IMessageValue value, string node) : IRecordEncoder
{
    private readonly TopicNamer _topics = new(options);
    private readonly MessageKeyWriter _keys = new(options.Key, node);
    private readonly MessageHeaderWriter _headers = new(options.Headers, value.ContentType, node);

    /// <inheritdoc/>
    public bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength)
    {
        var frame = _keys.Begin(batch.Bytes, facts.Event);
        _headers.Write(ref frame, facts, uid, block, lineStart);
        var cut = value.Write(facts, uid, batch.Bytes);
        batch.Add(frame.Offset, _topics.Of(facts), uid, block, lineStart, lineLength);
        return cut;
    }

    /// <inheritdoc/>
    public void Append(BridgeRecord record, Batch batch)
    {
        var frame = _keys.Begin(batch.Bytes);
        _headers.Write(ref frame, record);
        value.Write(record, batch.Bytes);
        batch.Add(frame.Offset, _topics.Of(record), record.Uid);
    }
}

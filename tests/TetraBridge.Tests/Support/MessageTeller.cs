using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Records;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Messages;

namespace TetraBridge.Tests.Support;

/// <summary>Tells lines as Kafka messages by the whole path that a route has.</summary>
internal sealed class MessageTeller
{
    private readonly KafkaEncoder _encoder;
    private readonly RecordTeller _teller;

    public MessageTeller(IMessageValue? value = null, MessageOptions? options = null)
    {
        _encoder = new KafkaEncoder(options ?? new MessageOptions(Topic("t")), value ?? new RawValue(RecordTeller.Node), RecordTeller.Node);
        _teller = new RecordTeller(_encoder);
    }

    public static TopicTemplate Topic(string text)
    {
        Assert.Null(TopicTemplate.TryParse(text, out var template));
        return template!;
    }

    /// <summary>The message of a line that is an event.</summary>
    public ToldMessage Tell(byte[] line)
    {
        Assert.True(_teller.Read(line), "The line is no event.");
        var batch = new Batch();
        _teller.Encode(batch);
        return Told(batch);
    }

    public ToldMessage Tell(string line) => Tell(Encoding.UTF8.GetBytes(line));

    /// <summary>The message of a record of our own.</summary>
    public ToldMessage Tell(BridgeRecord record)
    {
        var batch = new Batch();
        _encoder.Append(record, batch);
        return Told(batch);
    }

    private static ToldMessage Told(Batch batch)
    {
        var record = Assert.Single(batch.Records);
        var frame = new KafkaFrame(batch.Bytes.Written.Slice(record.Offset, record.Length));
        var headers = new Dictionary<string, string>();
        for (var left = frame.Headers; left.MoveNext();)
        {
            headers.Add(Encoding.UTF8.GetString(left.Name), Encoding.UTF8.GetString(left.Value));
        }

        Assert.Equal(frame.HeaderCount, headers.Count);
        return new ToldMessage(Encoding.UTF8.GetString(batch.Groups[record.Group]), frame.HasKey ? Encoding.UTF8.GetString(frame.Key) : null, headers, frame.Value.ToArray());
    }
}

using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Messages;

/// <summary>Topic, key and headers of messages.</summary>
public sealed class MessageHeadTests
{
    private const string Sudo = """{"process_exec":{"process":{"exec_id":"eA==","uid":0,"binary":"/usr/bin/sudo","pod":{"namespace":"pay ments","name":"api-1"}}},"node_name":"n1","time":"2026-11-24T03:00:00Z"}""";
    private const string Plain = """{"process_exit":{"process":{"binary":"/usr/bin/true"}},"node_name":"n1","time":"2026-11-24T03:00:00Z"}""";

    private static readonly BridgeRecord _gap = new("tetrabridge.gap", Severity.Warn, "words", UInt128.One, 7, []);

    [Theory]
    [InlineData("Process", "eA==", "n1", RecordTeller.Node)]
    [InlineData("Node", "n1", "n1", RecordTeller.Node)]
    [InlineData("Pod", "pay ments/api-1", "n1", RecordTeller.Node)]
    [InlineData("None", null, null, null)]
    public void A_key_keeps_what_belongs_together_in_order(string key, string? ofPod, string? ofHost, string? ofOurs)
    {
        var teller = Teller("t", options => options with { Key = Enum.Parse<MessageKey>(key) });

        Assert.Equal((ofPod, ofHost, ofOurs), (teller.Tell(Sudo).Key, teller.Tell(Plain).Key, teller.Tell(_gap).Key));
    }

    [Theory]
    [InlineData("tetragon", "tetragon", "tetragon", "tetragon")]
    [InlineData("tetragon.{category}", "tetragon.sudo", "tetragon.other", "rest")]
    [InlineData("{kind}", "process_exec", "process_exit", "rest")]
    [InlineData("a.{namespace}.z", "a.pay-ments.z", "a.host.z", "rest")]
    public void A_template_names_the_topic(string template, string ofPod, string ofHost, string ofOurs)
    {
        var teller = Teller(template, options => template == "tetragon" ? options : options with { UncategorizedTopic = "tetragon.other", FallbackTopic = "rest" });

        Assert.Equal((ofPod, ofHost, ofOurs), (teller.Tell(Sudo).Topic, teller.Tell(Plain).Topic, teller.Tell(_gap).Topic));
    }

    [Fact]
    public void What_has_no_category_has_a_name_too() => Assert.Equal("t.uncategorized", Teller("t.{category}", options => options).Tell(Plain).Topic);

    [Theory]
    [InlineData("t.{categroy}", "choose from {category}, {kind}, {severity}, {namespace}")]
    [InlineData("t/{kind}", "can't name a topic")]
    [InlineData("..", "can't name a topic")]
    [InlineData("", "can't name a topic")]
    [InlineData("t.{kind", "is nothing that a topic can be named by")]
    public void A_wrong_template_is_told(string template, string words) => Assert.Contains(words, TopicTemplate.TryParse(template, out _), StringComparison.Ordinal);

    [Fact]
    public void A_name_of_an_event_becomes_one_that_kafka_takes()
    {
        var teller = Teller("{namespace}", options => options);
        string Of(string name) => teller.Tell("""{"process_exec":{"process":{"binary":"/b","pod":{"namespace":"NAME"}}},"time":"2026-11-24T03:00:00Z"}""".Replace("NAME", name, StringComparison.Ordinal)).Topic;

        Assert.Equal("--", Of(".."));
        Assert.Equal("a-b--", Of("a/b\\u00e9"));
        Assert.Equal(new string('x', 249), Of(new string('x', 300)));
    }

    [Fact]
    public void Uid_and_content_type_are_always_there_and_nothing_else_unasked()
    {
        var told = Teller("t", options => options).Tell(Sudo);

        Assert.Equal(["content-type", "uid"], told.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("application/json", told.Headers["content-type"]);
        Assert.Matches("^[0-9a-f]{32}$", told.Headers["uid"]);
    }

    [Fact]
    public void All_headers_that_can_be_asked_for()
    {
        var teller = Teller("t", options => options with { Headers = (MessageHeader)127 });
        var told = teller.Tell(Sudo).Headers;
        var uid = told["uid"];

        Assert.Equal("sudo", told["category"]);
        Assert.Equal("process_exec", told["kind"]);
        Assert.Equal("n1", told["node"]);
        Assert.Equal(AttributeCatalog.SchemaVersion, told["schema"]);
        Assert.Equal($"00-{uid}-{uid[16..]}-00", told["traceparent"]);
        Assert.Matches("^[0-9a-f]{32}$", told["file"]);
        Assert.Matches("^[0-9]+$", told["offset"]);
        Assert.Matches("^(INFO|WARN|ERROR)[234]?$", told["severity"]);
        Assert.DoesNotContain("category", teller.Tell(Plain).Headers.Keys);
        Assert.Equal("tetrabridge.gap", teller.Tell(_gap).Headers["kind"]);
    }

    [Fact]
    public void Topic_key_and_headers_allocate_nothing_an_event()
    {
        var line = Encoding.UTF8.GetBytes(Sudo);
        var options = new MessageOptions(MessageTeller.Topic("t.{category}.{namespace}")) { Headers = (MessageHeader)127 };
        var value = new FlatJsonValue(new RecordOptions(int.MaxValue), new ResourceMapper("n", new Dictionary<string, string>()), TimeProvider.System);
        var encoder = new RecordTeller(new KafkaEncoder(options, value, "n"));
        var batch = new Batch();
        Assert.True(encoder.Read(line));
        EncodeHundred(encoder, batch);
        EncodeHundred(encoder, batch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        EncodeHundred(encoder, batch);

        // The batch notes once who keeps its lines.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256);
    }

    private static void EncodeHundred(RecordTeller encoder, Batch batch)
    {
        batch.Clear();
        for (var i = 0; i < 100; i++)
        {
            encoder.Encode(batch);
        }
    }

    private static MessageTeller Teller(string template, Func<MessageOptions, MessageOptions> with) => new(options: with(new MessageOptions(MessageTeller.Topic(template))));
}

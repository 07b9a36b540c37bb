using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using TetraBridge.Events;
using TetraBridge.Protos.Otlp;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Sinks.OtlpFile;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Messages;

/// <summary>Whatever the payload, a message tells what the OTLP record of its line tells, decoded by generated classes and System.Text.Json.</summary>
public sealed class MessageValueTests
{
    private static readonly RecordOptions _options = new(int.MaxValue);
    private static readonly ResourceMapper _resources = new(RecordTeller.Node, new Dictionary<string, string> { ["team"] = "blue" });
    private static readonly TetraBridge.Sinks.SinkLimits _limits = RecordTeller.Limits with { RecordBytes = int.MaxValue };

    private readonly RecordTeller _otlp = new(new OtlpEncoder(_limits, _options, _resources, TimeProvider.System));

    private static IEnumerable<RecordedLine> Lines => Recorded.All().Where((_, i) => i % 7 == 0).Concat(Recorded.Lines("kinds-a"));

    [Fact]
    public void Flat_json_has_each_attribute_of_record_and_resource_with_its_value()
    {
        var messages = new MessageTeller(new FlatJsonValue(_options, _resources, TimeProvider.System));
        foreach (var line in Lines)
        {
            var expected = _otlp.Tell(line.Text);
            using var json = JsonDocument.Parse(messages.Tell(line.Text).Value);
            var members = json.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);

            Assert.Equal(Timestamps.Format((long)expected.Record.TimeUnixNano), members["time"].GetString());
            Assert.Equal(Timestamps.Format((long)expected.Record.ObservedTimeUnixNano), members["observed_time"].GetString());
            Assert.Equal(expected.Record.SeverityText, members["severity"].GetString());
            Assert.Equal((int)expected.Record.SeverityNumber, members["severity_number"].GetInt32());
            Assert.Equal(expected.Record.EventName, members["event_name"].GetString());
            Assert.Equal(expected.Record.Body.StringValue, members["body"].GetString());
            Assert.Equal(AttributeCatalog.SchemaVersion, members["tetrabridge.schema"].GetString());
            var attributes = expected.Record.Attributes.Concat(expected.Resource.Attributes).ToList();
            Assert.All(attributes, attribute => Assert.Equal(Text(attribute.Value), Text(members[attribute.Key])));
            Assert.Equal(FlatJsonNames.Always.Count + attributes.Count, members.Count);
        }
    }

    [Fact]
    public void Otlp_protobuf_is_a_request_of_the_one_record()
    {
        var scope = new OtlpScope("1.2.3", AttributeCatalog.SchemaVersion);
        var messages = new MessageTeller(new OtlpProtoValue(new OtlpEncoder(_limits, _options, _resources, TimeProvider.System), scope));
        foreach (var line in Lines)
        {
            var expected = _otlp.Tell(line.Text);
            CheckRequest(expected, ExportLogsServiceRequest.Parser.ParseFrom(messages.Tell(line.Text).Value));
        }
    }

    [Fact]
    public void Otlp_json_is_the_same_request()
    {
        var messages = new MessageTeller(new OtlpJsonValue(new OtlpJsonEncoder(_options, _resources, TimeProvider.System), "1.2.3"));
        foreach (var line in Lines)
        {
            var expected = _otlp.Tell(line.Text);
            CheckRequest(expected, JsonParser.Default.Parse<ExportLogsServiceRequest>(Encoding.UTF8.GetString(messages.Tell(line.Text).Value)));
        }
    }

    [Fact]
    public void Raw_is_the_line_as_it_is()
    {
        var messages = new MessageTeller();

        Assert.All(Lines, line => Assert.Equal(line.Text, messages.Tell(line.Text).Value));
    }

    [Theory]
    [InlineData("json", """{"severity_number":13,"event_name":"tetrabridge.gap","body":"words","tetrabridge.gap.reason":"rotated"}""")]
    [InlineData("raw", """{"tetrabridge_gap":{"words":"words","reason":"rotated"},"node_name":"bridge-node","time":"1970-01-01T00:00:00.000000007Z"}""")]
    public void A_record_of_our_own_is_told_in_the_payloads_form(string payload, string members)
    {
        IMessageValue value = payload == "raw" ? new RawValue(RecordTeller.Node) : new FlatJsonValue(_options, _resources, TimeProvider.System);
        var record = new BridgeRecord("tetrabridge.gap", Severity.Warn, "words", UInt128.One, 7, [new(AttributeCatalog.Instance.Keys.GapReason, "rotated")]);

        using var told = JsonDocument.Parse(new MessageTeller(value).Tell(record).Value);
        using var expected = JsonDocument.Parse(members);

        AssertHolds(expected.RootElement, told.RootElement);
    }

    private static void AssertHolds(JsonElement expected, JsonElement told)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                AssertHolds(member.Value, told.GetProperty(member.Name));
            }
            else
            {
                Assert.Equal(member.Value.ToString(), told.GetProperty(member.Name).ToString());
            }
        }
    }

    private static void CheckRequest(ToldRecord expected, ExportLogsServiceRequest request)
    {
        var resource = Assert.Single(request.ResourceLogs);
        var scope = Assert.Single(resource.ScopeLogs);
        Assert.Equal(expected.Resource, resource.Resource);
        Assert.Equal(("tetrabridge", "1.2.3"), (scope.Scope.Name, scope.Scope.Version));
        Assert.Equal(expected.Record, Assert.Single(scope.LogRecords));
    }

    private static string Text(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "True" : "False",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        _ => string.Join('\n', value.ArrayValue.Values.Select(item => item.StringValue)),
    };

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Array ? string.Join('\n', value.EnumerateArray().Select(item => item.GetString())) : value.ToString();
}

using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Google.Protobuf;
using TetraBridge.Protos.Otlp;
using TetraBridge.Records;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Tests.Support;

/// <summary>Reads records back by generated classes and System.Text.Json, so by none of our code, and checks that they are of an uid.</summary>
internal static class Decoded
{
    /// <summary>The name of the uid's attribute.</summary>
    public const string Uid = "log.record.uid";

    /// <summary>A LogRecord and its Resource.</summary>
    public static void Otlp(LogRecord record, Resource resource, UInt128 uid)
    {
        Assert.Equal(RecordUid.Text(uid), record.Attributes.Single(static attribute => attribute.Key == Uid).Value.StringValue);
        Assert.NotEmpty(record.Body.StringValue);
        Assert.NotEmpty(record.EventName);
        Assert.Contains(resource.Attributes, static attribute => attribute.Key == "service.name");
    }

    /// <summary>A request of one record.</summary>
    public static void Request(ExportLogsServiceRequest request, UInt128 uid)
    {
        var resource = Assert.Single(request.ResourceLogs);
        Otlp(Assert.Single(Assert.Single(resource.ScopeLogs).LogRecords), resource.Resource, uid);
    }

    /// <summary>A message in OTLP's JSON.</summary>
    public static T Json<T>(ReadOnlySpan<byte> json)
        where T : IMessage, new()
    {
        Assert.True(Utf8.IsValid(json));
        return JsonParser.Default.Parse<T>(Encoding.UTF8.GetString(json));
    }

    /// <summary>A flat JSON object with the uid as a member.</summary>
    public static void Flat(ReadOnlySpan<byte> json, UInt128 uid)
    {
        var reader = new Utf8JsonReader(json);
        var members = JsonElement.ParseValue(ref reader).EnumerateObject().ToLookup(static member => member.Name, static member => member.Value);
        Assert.Equal(RecordUid.Text(uid), members[Uid].Single().GetString());
        Assert.All(members, static member => Assert.Single(member));
    }

    /// <summary>The value of a Kafka message, whose header must tell the uid.</summary>
    public static byte[] KafkaValue(byte[] record, UInt128 uid)
    {
        var frame = new KafkaFrame(record);
        var uids = new List<string>();
        for (var left = frame.Headers; left.MoveNext();)
        {
            if (left.Name.SequenceEqual("uid"u8))
            {
                uids.Add(Encoding.UTF8.GetString(left.Value));
            }
        }

        Assert.Equal(RecordUid.Text(uid), Assert.Single(uids));
        return frame.Value.ToArray();
    }
}

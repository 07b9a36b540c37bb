using Google.Protobuf;
using TetraBridge.Delivery.Batches;
using TetraBridge.Protos.Otlp;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Tests.Support;

/// <summary>Batches of small LogRecords whose body is a name, so that tests can see which arrived.</summary>
internal static class OtlpBatches
{
    private static readonly byte[] _resource = Resource("node-1");

    public static OtlpScope Scope { get; } = new("1.2.3", "7");

    /// <summary>One resource.</summary>
    public static Batch Of(params ReadOnlySpan<string> names)
    {
        var batch = new Batch();
        foreach (var name in names)
        {
            Add(batch, _resource, Record(name));
        }

        return batch;
    }

    public static void Add(Batch batch, byte[] resource, byte[] record)
    {
        var offset = batch.Bytes.Length;
        batch.Bytes.Write(record);
        batch.Add(offset, resource, uid: default);
    }

    public static byte[] Record(string name) =>
        new LogRecord { TimeUnixNano = 1_763_900_000_000_000_000, Body = new AnyValue { StringValue = name } }.ToByteArray();

    public static byte[] Resource(string node) =>
        new Resource { Attributes = { new KeyValue { Key = "service.instance.id", Value = new AnyValue { StringValue = node } } } }.ToByteArray();

    /// <summary>The names of all records of a request, in its order; decoded by generated classes, so by none of our code.</summary>
    public static IReadOnlyList<string> NamesIn(ReadOnlySpan<byte> request) =>
    [
        .. ExportLogsServiceRequest.Parser.ParseFrom(request).ResourceLogs
            .SelectMany(static resource => resource.ScopeLogs)
            .SelectMany(static scope => scope.LogRecords)
            .Select(static record => record.Body.StringValue),
    ];
}

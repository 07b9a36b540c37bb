using System.Text;
using Google.Protobuf;
using TetraBridge.Delivery;
using TetraBridge.Sinks.Otlp;

namespace TetraBridge.Tests.Support;

/// <summary>Batches of small LogRecords whose body is a name, so that tests can see which arrived.</summary>
internal static class OtlpBatches
{
    private static readonly byte[] _resource = Resource("node-1");

    public static OtlpScope Scope { get; } = new("1.2.3", "7", "https://opentelemetry.io/schemas/1.44.0");

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
        batch.Add(offset, resource, block: null, lineStart: 0, lineLength: 0);
    }

    /// <summary>LogRecord: time_unix_nano (1), body (5).</summary>
    public static byte[] Record(string name) => Message(output =>
    {
        output.WriteRawTag((1 << 3) | 1);
        output.WriteFixed64(1_763_900_000_000_000_000);
        output.WriteRawTag((5 << 3) | 2);
        output.WriteBytes(Text(1, name));
    });

    /// <summary>Resource: attributes (1) with service.instance.id.</summary>
    public static byte[] Resource(string node) => Message(output =>
    {
        output.WriteRawTag((1 << 3) | 2);
        output.WriteBytes(Message(attribute =>
        {
            attribute.WriteRawTag((1 << 3) | 2);
            attribute.WriteString("service.instance.id");
            attribute.WriteRawTag((2 << 3) | 2);
            attribute.WriteBytes(Text(1, node));
        }));
    });

    public static ByteString Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public static ByteString Bytes(int field, byte[] content) => ByteString.CopyFrom(Message(output =>
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(content));
    }));

    public static byte[] RawMessage(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(output);
        }

        return stream.ToArray();
    }

    private static byte[] Message(Action<CodedOutputStream> write) => RawMessage(write);
}

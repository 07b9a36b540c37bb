using System.Text;
using Google.Protobuf;

namespace TetraBridge.Tests.Support;

/// <summary>An ExportLogsServiceRequest taken apart by Google.Protobuf's reader, one entry a ResourceLogs; independent of our writer.</summary>
internal sealed record DecodedOtlpRequest(IReadOnlyList<DecodedOtlpRequest.ResourceLogs> Resources)
{
    /// <summary>The names (string bodies) of all records in the order of the request.</summary>
    public IReadOnlyList<string> Names => [.. Resources.SelectMany(static resource => resource.Records).Select(NameOf)];

    public static DecodedOtlpRequest Decode(byte[] request) => new([.. Fields(request).Select(static field =>
    {
        Assert.Equal(1, field.Number);
        var parts = Fields(field.Content);
        var scopeLogs = Fields(parts.Single(static part => part.Number == 2).Content);
        return new ResourceLogs(
            parts.Single(static part => part.Number == 1).Content,
            scopeLogs.Single(static part => part.Number == 1).Content,
            [.. scopeLogs.Where(static part => part.Number == 2).Select(static part => part.Content)],
            TextOf(scopeLogs),
            TextOf(parts));
    })]);

    /// <summary>The fields of a message; fixed and varint fields have no content.</summary>
    public static IReadOnlyList<(int Number, byte[] Content)> Fields(byte[] message)
    {
        var fields = new List<(int, byte[])>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray()));
            }
            else
            {
                input.SkipLastField();
                fields.Add((WireFormat.GetTagFieldNumber(tag), []));
            }
        }

        return fields;
    }

    private static string? TextOf(IReadOnlyList<(int Number, byte[] Content)> fields) =>
        fields.Where(static field => field.Number == 3).Select(static field => Encoding.UTF8.GetString(field.Content)).SingleOrDefault();

    private static string NameOf(byte[] record) =>
        Encoding.UTF8.GetString(Fields(Fields(record).Single(static field => field.Number == 5).Content).Single().Content);

    /// <summary>One ResourceLogs with its one ScopeLogs.</summary>
    internal sealed record ResourceLogs(byte[] Resource, byte[] Scope, IReadOnlyList<byte[]> Records, string? ScopeSchemaUrl, string? ResourceSchemaUrl);
}

using Google.Protobuf;

namespace TetraBridge.Cli.Demo;

/// <summary>
/// Reads from an ExportLogsServiceRequest what the demo shows: it knows the numbers of a few fields, and nothing of the code that wrote
/// them.
/// </summary>
internal static class ArrivedRequest
{
    private const int ResourceLogs = 1;
    private const int ScopeLogs = 2;
    private const int LogRecords = 2;
    private const int Body = 5;
    private const int Attributes = 6;
    private const int Key = 1;
    private const int Value = 2;
    private const int StringValue = 1;
    private const int ArrayValue = 5;
    private const int ArrayValues = 1;

    /// <summary>The records of a request, in its order.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is none.</exception>
    public static IEnumerable<ArrivedRecord> Read(byte[] request) =>
        from resource in Messages(ByteString.CopyFrom(request), ResourceLogs)
        from scope in Messages(resource, ScopeLogs)
        from record in Messages(scope, LogRecords)
        select Record(record);

    private static ArrivedRecord Record(ByteString record)
    {
        var attributes = Messages(record, Attributes).ToDictionary(pair => Text(pair, Key), pair => Messages(pair, Value).Single());
        return new ArrivedRecord(
            attributes.TryGetValue("log.record.uid", out var uid) ? Text(uid, StringValue) : "",
            Text(Messages(record, Body).Single(), StringValue),
            attributes.TryGetValue("tetragon.category", out var categories)
                ? [.. Messages(Messages(categories, ArrayValue).Single(), ArrayValues).Select(item => Text(item, StringValue))]
                : []);
    }

    private static string Text(ByteString message, int field) => Messages(message, field).FirstOrDefault(ByteString.Empty).ToStringUtf8();

    // The values of one length-delimited field of a message.
    private static List<ByteString> Messages(ByteString message, int field)
    {
        var found = new List<ByteString>();
        using var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}

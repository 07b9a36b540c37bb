using Google.Protobuf;
using TetraBridge.Protos.Otlp;

namespace TetraBridge.Tests.Support;

/// <summary>Reads a file of OTLP JSON by generated classes, so by none of our code.</summary>
internal static class OtlpJsonFile
{
    /// <summary>The requests, one a line.</summary>
    public static IReadOnlyList<ExportLogsServiceRequest> Read(string path) =>
        File.Exists(path) ? [.. File.ReadAllLines(path).Select(JsonParser.Default.Parse<ExportLogsServiceRequest>)] : [];

    /// <summary>The bodies of all records, in order.</summary>
    public static IEnumerable<string> Bodies(string path) => Read(path)
        .SelectMany(request => request.ResourceLogs).SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords).Select(record => record.Body.StringValue);
}

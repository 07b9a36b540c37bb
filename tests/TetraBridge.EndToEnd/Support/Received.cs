using TetraBridge.Protos.Otlp;

namespace TetraBridge.EndToEnd.Support;

/// <summary>A record that arrived at a collector, decoded by generated classes, so by none of our code.</summary>
/// <param name="EventName">Its event name.</param>
/// <param name="Uid">log.record.uid; empty where there is none.</param>
/// <param name="Categories">tetragon.category.</param>
/// <param name="Observed">When the bridge read its line, in nanoseconds since 1970.</param>
/// <param name="Body">The sentence.</param>
/// <param name="Attributes">Its log attributes.</param>
internal sealed record Received(
    string EventName, string Uid, IReadOnlyList<string> Categories, long Observed, string Body, IReadOnlyDictionary<string, AnyValue> Attributes)
{
    /// <summary>True for an event of Tetragon's; false for what the bridge itself tells.</summary>
    public bool IsEvent => EventName.StartsWith("tetragon.", StringComparison.Ordinal);

    /// <summary>The records of a request, in its order.</summary>
    public static IEnumerable<Received> In(ExportLogsServiceRequest request) => request.ResourceLogs
        .SelectMany(static resource => resource.ScopeLogs)
        .SelectMany(static scope => scope.LogRecords)
        .Select(Of);

    private static Received Of(LogRecord record)
    {
        var attributes = record.Attributes.ToDictionary(static attribute => attribute.Key, static attribute => attribute.Value);
        return new Received(
            record.EventName,
            attributes.TryGetValue("log.record.uid", out var uid) ? uid.StringValue : "",
            attributes.TryGetValue("tetragon.category", out var categories) ? [.. categories.ArrayValue.Values.Select(static value => value.StringValue)] : [],
            (long)record.ObservedTimeUnixNano,
            record.Body?.StringValue ?? "",
            attributes);
    }
}

using TetraBridge.Records.Attributes;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>The names of the flat JSON object. Part of the schema (docs/kafka-json.schema.json): a change is a new version.</summary>
internal static class FlatJsonNames
{
    /// <summary>The members of every object, in their order, with their JSON types and what they are.</summary>
    public static IReadOnlyList<(string Name, string Type, string Tells)> Always { get; } =
    [
        ("time", "string", "When it happened: RFC 3339 in UTC, always nine digits of a second, so that texts sort as times do."),
        ("observed_time", "string", "When the bridge read it; same form."),
        ("severity", "string", "OpenTelemetry's severity text, as WARN3."),
        ("severity_number", "integer", "OpenTelemetry's severity number, 1 to 24."),
        ("event_name", "string", "As tetragon.process_exec; of the bridge's own records tetrabridge.gap or tetrabridge.dead_letter."),
        ("body", "string", "One sentence."),
        (OtlpScope.SchemaAttribute, "string", "The version of this schema."),
    ];

    private static readonly HashSet<string> _taken = [.. Always.Select(static member => member.Name), .. AttributeCatalog.Instance.All.Select(static key => key.Name)];

    /// <summary>
    /// The member of a resource attribute: its name; where the record itself has such a member (an operator's own attribute may be named
    /// so), `resource.` and the name.
    /// </summary>
    public static string OfResource(string attribute) => _taken.Contains(attribute) ? "resource." + attribute : attribute;
}

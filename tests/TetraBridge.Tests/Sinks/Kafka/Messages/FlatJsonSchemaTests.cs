using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Messages;

/// <summary>The JSON Schema of the flat payload: generated from the tables, and held against real payloads by a reader of its own.</summary>
public sealed class FlatJsonSchemaTests
{
    private static readonly JsonSerializerOptions _layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_schema_in_the_documentation_is_current() =>
        GoldenFiles.AssertCurrent(Path.Combine("docs", "kafka-json.schema.json"), Schema().ToJsonString(_layout) + "\n");

    [Fact]
    public void Payloads_of_recorded_events_keep_to_the_schema()
    {
        var schema = Schema();
        var properties = schema["properties"]!.AsObject();
        var patterns = schema["patternProperties"]!.AsObject().Select(static pattern => (Pattern: new Regex(pattern.Key), Type: pattern.Value!)).ToList();
        var messages = new MessageTeller(new FlatJsonValue(new RecordOptions(int.MaxValue), new ResourceMapper(RecordTeller.Node, new Dictionary<string, string>()), TimeProvider.System));
        foreach (var line in Recorded.All().Where((_, i) => i % 11 == 0).Concat(Recorded.Lines("kinds-a")))
        {
            using var json = JsonDocument.Parse(messages.Tell(line.Text).Value);
            var members = json.RootElement.EnumerateObject().ToList();
            Assert.All(schema["required"]!.AsArray(), name => Assert.Contains(members, member => member.Name == name!.GetValue<string>()));
            Assert.All(members, member =>
            {
                var rule = properties[member.Name] ?? patterns.FirstOrDefault(pattern => pattern.Pattern.IsMatch(member.Name)).Type;
                Assert.True(rule is not null, $"{member.Name} is not in the schema");
                Assert.Equal(rule["type"]!.GetValue<string>(), TypeOf(member.Value));
            });
        }
    }

    private static JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var (name, type, tells) in FlatJsonNames.Always)
        {
            properties.Add(name, new JsonObject { ["type"] = type, ["description"] = tells });
        }

        foreach (var key in AttributeCatalog.Instance.All.OrderBy(static key => key.Name, StringComparer.Ordinal))
        {
            properties.Add(key.Name, TypeOf(key.Type));
        }

        properties.Add("service.name", TypeOf(AttributeType.String));
        var patterns = new JsonObject();
        foreach (var row in ResourceTable.Rows)
        {
            foreach (var (index, name) in (row.Form == ResourceForm.Workload ? row.Names.Concat(ResourceTable.WorkloadNames.Values) : row.Names).Index())
            {
                if (row.Form == ResourceForm.Labels)
                {
                    patterns.TryAdd("^" + Regex.Escape(name), TypeOf(AttributeType.String));
                }
                else
                {
                    properties.TryAdd(name, TypeOf(TypeOf(row.Form, index)));
                }
            }
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"tetrabridge:kafka-json:{AttributeCatalog.SchemaVersion}",
            ["title"] = "An event of Tetragon as TetraBridge writes it to Kafka (payload: json)",
            ["$comment"] = $"Generated; version {AttributeCatalog.SchemaVersion}. What each name means stands in attributes.md. Members that the operator's own `resource:` adds are strings.",
            ["type"] = "object",
            ["required"] = new JsonArray([.. FlatJsonNames.Always.Select(static member => (JsonNode)member.Name)]),
            ["properties"] = properties,
            ["patternProperties"] = patterns,
            ["additionalProperties"] = new JsonObject { ["type"] = "string" },
        };
    }

    // Some forms make a list of one of their values.
    private static AttributeType TypeOf(ResourceForm form, int index) => (form, index) switch
    {
        (ResourceForm.Names, _) or (ResourceForm.ImageId, 0) or (ResourceForm.ImageName, 1) => AttributeType.StringList,
        (ResourceForm.Flag, _) => AttributeType.Bool,
        _ => AttributeType.String,
    };

    private static JsonObject TypeOf(AttributeType type) => type switch
    {
        AttributeType.Int => new JsonObject { ["type"] = "integer" },
        AttributeType.Bool => new JsonObject { ["type"] = "boolean" },
        AttributeType.StringList => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } },
        _ => new JsonObject { ["type"] = "string" },
    };

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        _ => "string",
    };
}

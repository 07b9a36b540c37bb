using System.Globalization;
using System.Text.Json;
using TetraBridge.Protos.Otlp;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Mapping;
using TetraBridge.Records.Resources;

namespace TetraBridge.Tests.Support;

/// <summary>Finds the values of a line again in its record, by the tables of names and the conditions under which values may be missing.</summary>
internal sealed class RecordSearch
{
    // The list that is documented and approved, not the tables that the code has: a wrong name there must fail here.
    private static readonly ILookup<string, string> _names = DocumentedAttributes.All.SelectMany(attribute => attribute.Paths.Select(path => (path, attribute.Name)))
        .Concat(
        [
            ("process.binary", "process.executable.path"), ("process.binary", "process.executable.name"), ("process.arguments", "process.command_line"),
            ("parent.arguments", "tetragon.parent.command_line"), ("parent.exec_id", "tetragon.parent.exec_id"), ("process.parent_exec_id", "tetragon.parent.exec_id"),
            ("process.parent_exec_id", "tetragon.process.parent_exec_id"),
        ])
        .ToLookup(row => row.Item1, row => row.Item2);

    private readonly ToldRecord _record;
    private readonly Dictionary<string, JsonElement> _leaves;
    private readonly Dictionary<string, JsonElement> _rest;
    private readonly string _kind;

    public RecordSearch(JsonElement line, ToldRecord record)
    {
        _record = record;
        _kind = record.Record.EventName["tetragon.".Length..];
        _leaves = JsonLeaves.Of(line).ToDictionary(leaf => leaf.Path, leaf => leaf.Value);
        _rest = record["tetragon.rest"] is { } rest
            ? JsonDocument.Parse(rest.StringValue).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)
            : [];
    }

    /// <summary>The leaves of the line that the record has nowhere and has no reason to leave out.</summary>
    public IEnumerable<string> Missing() => _leaves.Where(leaf => !IsTold(leaf.Key, leaf.Value) && !MayBeLeftOut(leaf.Key, leaf.Value)).Select(leaf => $"{leaf.Key} = {leaf.Value}");

    private bool IsTold(string path, JsonElement value)
    {
        if (InRest(path) is { } rest)
        {
            return JsonElement.DeepEquals(rest, value) || (path.EndsWith("environment_variables", StringComparison.Ordinal) && rest.ValueEquals("withheld"));
        }

        if (path == "time")
        {
            return Nanoseconds(value.GetString()!) == _record.Record.TimeUnixNano;
        }

        if (IsLabel(path, out var label))
        {
            return _record[label]?.StringValue == value.GetString();
        }

        if (path == "process.pod.workload_kind" && ResourceTable.WorkloadNames.TryGetValue(value.GetString()!, out var workload))
        {
            return _record[workload]?.StringValue == Leaf("process.pod.workload");
        }

        var names = _names[path].ToList();
        return path == "process.pod.container.image.name"
            ? Joined("container.image.name", "container.image.tags") == value.GetString()
            : names.Any(name => _record[name] is { } told && Carries(path, told, value));
    }

    // By its path, or inside an object that stayed whole since the API does not have it; of the kind's own members the kind stands before.
    private JsonElement? InRest(string path)
    {
        foreach (var full in new[] { path, $"{_kind}.{path}" })
        {
            foreach (var (prefix, value) in _rest)
            {
                if (full == prefix)
                {
                    return value;
                }

                if (full.StartsWith(prefix + ".", StringComparison.Ordinal) && value.ValueKind == JsonValueKind.Object && Inside(value, full[(prefix.Length + 1)..]) is { } inside)
                {
                    return inside;
                }
            }
        }

        return null;
    }

    private static JsonElement? Inside(JsonElement value, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value;
    }

    private static ulong Nanoseconds(string time)
    {
        var parts = time.TrimEnd('Z').Split('.');
        var seconds = DateTimeOffset.Parse(parts[0] + "Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        return ((ulong)seconds * 1_000_000_000) + (parts.Length == 1 ? 0 : ulong.Parse(parts[1].PadRight(9, '0'), CultureInfo.InvariantCulture));
    }

    private static bool IsLabel(string path, out string name)
    {
        foreach (var row in ResourceTable.Rows.Where(row => row.Form == ResourceForm.Labels))
        {
            if (path.StartsWith(row.Path + ".", StringComparison.Ordinal))
            {
                name = row.Names[0] + path[(row.Path.Length + 1)..];
                return true;
            }
        }

        name = "";
        return false;
    }

    private string Joined(string name, string list) => _record[name]?.StringValue + string.Concat((_record[list]?.ArrayValue.Values ?? []).Select(item => ":" + item.StringValue));

    private static bool Carries(string path, AnyValue told, JsonElement value) => told.ValueCase switch
    {
        AnyValue.ValueOneofCase.BoolValue => value.GetBoolean() == told.BoolValue,
        AnyValue.ValueOneofCase.IntValue when path.EndsWith("environment_variables", StringComparison.Ordinal) => value.GetArrayLength() == told.IntValue,
        AnyValue.ValueOneofCase.IntValue => value.ToString() == told.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.ArrayValue => Items(value).SequenceEqual(told.ArrayValue.Values.Select(item => item.StringValue)),
        _ when value.ValueKind is JsonValueKind.Array or JsonValueKind.Object => JsonElement.DeepEquals(JsonDocument.Parse(told.StringValue).RootElement, value),
        _ => CarriesText(path, told.StringValue, value.ToString()),
    };

    private static IEnumerable<string> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().Select(item => item.ToString() is var name && name.StartsWith("DAC_", StringComparison.Ordinal) ? "CAP_" + name : item.ToString())
        : value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool CarriesText(string path, string told, string value) => path switch
    {
        "process.arguments" or "parent.arguments" => told == value || told.EndsWith(" " + value, StringComparison.Ordinal),
        "process.pod.container.id" => value.EndsWith("://" + told, StringComparison.Ordinal) || told == value,
        "action" or "return_action" => value == "KPROBE_ACTION_" + told.ToUpperInvariant(),
        "type" => value == "THROTTLE_" + told.ToUpperInvariant(),
        "cgroup" => value.TrimEnd('\0') == told,
        "buildid" => Convert.ToHexStringLower(Convert.FromBase64String(value)) == told,
        _ => told == value,
    };

    private bool MayBeLeftOut(string path, JsonElement value)
    {
        var row = AttributeTable.LeftOut.FirstOrDefault(row => path == row.Path || path.StartsWith(row.Path + ".", StringComparison.Ordinal));
        return row?.Condition switch
        {
            LeftOutCondition.UnsetAuid => value.ToString() == "4294967295",
            LeftOutCondition.InContainerId => Leaf("process.pod.container.id").Contains("://" + value.GetString(), StringComparison.Ordinal),
            LeftOutCondition.SamePod => _leaves.TryGetValue("process" + path["parent".Length..], out var twin) && JsonElement.DeepEquals(twin, value)
                && Leaf("process.pod.container.id") == Leaf("parent.pod.container.id") && Leaf("process.pod.name") == Leaf("parent.pod.name"),
            LeftOutCondition.ParentTells => value.GetString() == Leaf("parent.exec_id"),
            _ => false,
        };
    }

    private string Leaf(string path) => _leaves.TryGetValue(path, out var value) ? value.ToString() : "";
}

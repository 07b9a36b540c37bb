using System.Text.Json;

namespace TetraBridge.Tests.Support;

/// <summary>A walk of a line by System.Text.Json that knows nothing of our reader: each value that carries something, by the path that our tables would give it.</summary>
internal static class JsonLeaves
{
    private static readonly HashSet<string> _envelope = ["time", "node_name", "cluster_name", "node_labels", "aggregation_info"];

    /// <summary>All leaves of a line; arrays stay whole.</summary>
    public static IEnumerable<(string Path, JsonElement Value)> Of(JsonElement line)
    {
        foreach (var member in line.EnumerateObject())
        {
            if (_envelope.Contains(member.Name) || member.Value.ValueKind != JsonValueKind.Object)
            {
                foreach (var leaf in Walk(member.Name, member.Value))
                {
                    yield return leaf;
                }
            }
            else
            {
                foreach (var inner in member.Value.EnumerateObject())
                {
                    var path = member.Name == "process_exit" && inner.Name == "time" ? "exit.time" : inner.Name;
                    foreach (var leaf in Walk(path, inner.Value))
                    {
                        yield return leaf;
                    }
                }
            }
        }
    }

    private static IEnumerable<(string Path, JsonElement Value)> Walk(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.String when value.GetString()!.Length == 0 => [],
        JsonValueKind.Array when value.GetArrayLength() == 0 => [],
        JsonValueKind.Object when path is not ("return" or "user_stack_trace") => value.EnumerateObject().SelectMany(member => Walk($"{path}.{member.Name}", member.Value)),
        JsonValueKind.Object when !value.EnumerateObject().Any() => [],
        _ => [(path, value)],
    };
}

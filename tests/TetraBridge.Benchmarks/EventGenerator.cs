using System.IO.Compression;
using System.Text.Json;

namespace TetraBridge.Benchmarks;

/// <summary>
/// Writes an export file of many events: recorded lines of a real agent, each copy with an exec_id and a time of its own. `node`: what an agent with Helm's
/// defaults writes on a Kubernetes node (55 % exec, 35 % exit, 8 % kprobe, 2 % others, 80 % in pods); `full`: the lines of one with credentials, namespaces and ancestors.
/// </summary>
internal static class EventGenerator
{
    /// <summary>Writes the file and gives the mean length of its lines; a file that is there with the right number of lines is kept.</summary>
    public static double Write(string path, string shape, long lines)
    {
        var mark = path + ".lines";
        if (File.Exists(path) && File.Exists(mark) && File.ReadAllText(mark) == $"{shape} {lines}")
        {
            return (double)new FileInfo(path).Length / lines;
        }

        var templates = Templates(shape);
        var random = new Random(7);
        using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20))
        {
            for (long i = 0; i < lines; i++)
            {
                stream.Write(templates[random.Next(templates.Count)].Line(i));
            }
        }

        File.WriteAllText(mark, $"{shape} {lines}");
        return (double)new FileInfo(path).Length / lines;
    }

    /// <summary>The lines of a shape, to be written in any order.</summary>
    public static List<LineTemplate> Templates(string shape) => shape == "full" ? Full() : Node();

    private static List<LineTemplate> Full() =>
        [.. Lines("story").Concat(Lines("sudo")).Select(LineTemplate.TryTake).OfType<LineTemplate>()];

    // A list of 200 templates in the shares named above; the lines are taken in turn.
    private static List<LineTemplate> Node()
    {
        var byKind = Lines("helm").Concat(Lines("cluster"))
            .Select(text => (Kind: Kind(text), InPod: text.Contains("\"pod\":{", StringComparison.Ordinal), Template: LineTemplate.TryTake(text)))
            .Where(line => line.Template is not null)
            .ToList();
        var chosen = new List<LineTemplate>();
        foreach (var (kind, share) in new[] { ("process_exec", 110), ("process_exit", 70), ("process_kprobe", 16), ("", 4) })
        {
            foreach (var (inPod, part) in new[] { (true, share * 4 / 5), (false, share - (share * 4 / 5)) })
            {
                var fit = byKind.Where(line => (kind.Length == 0 || line.Kind == kind) && line.InPod == inPod).ToList();
                fit = fit.Count > 0 ? fit : byKind.Where(line => line.Kind == kind).ToList();
                chosen.AddRange(Enumerable.Range(0, part).Select(i => fit[i % fit.Count].Template!));
            }
        }

        return chosen;
    }

    private static string Kind(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.EnumerateObject().First(member => member.Value.ValueKind == JsonValueKind.Object).Name;
    }

    private static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Templates", name + ".jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

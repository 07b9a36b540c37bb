using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace TetraBridge.Tests.Support;

/// <summary>Recordings of a real agent with their truth: the selection in Fixtures/recorded, or whole ones in a folder of the same form.</summary>
internal static class Recorded
{
    /// <summary>Where the selection lies.</summary>
    public static string Fixtures { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "recorded");

    /// <summary>The names of the recordings in a folder, sorted.</summary>
    public static IReadOnlyList<string> Names(string? folder = null) =>
        [.. Directory.EnumerateFiles(folder ?? Fixtures, "truth.jsonl.gz", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)];

    /// <summary>All lines of all recordings.</summary>
    public static IEnumerable<RecordedLine> All(string? folder = null) => Names(folder).SelectMany(name => Lines(name, folder));

    /// <summary>The lines of one recording, in the agent's order.</summary>
    public static IEnumerable<RecordedLine> Lines(string name, string? folder = null)
    {
        var path = Path.Combine(folder ?? Fixtures, name);
        return Unpack(Path.Combine(path, "export.jsonl.gz")).Zip(
            Unpack(Path.Combine(path, "truth.jsonl.gz")),
            (text, truth) => new RecordedLine(name, Encoding.UTF8.GetBytes(text), JsonSerializer.Deserialize<RecordedTruth>(truth)!));
    }

    private static IEnumerable<string> Unpack(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

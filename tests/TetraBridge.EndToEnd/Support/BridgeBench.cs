namespace TetraBridge.EndToEnd.Support;

/// <summary>A temporary folder with an export file and a state folder, and the command line that names both.</summary>
internal sealed class BridgeBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BridgeBench() => Directory.CreateDirectory(Path.GetDirectoryName(ExportFile)!);

    /// <summary>The export file; not there until a test writes it.</summary>
    public string ExportFile => _folder.File("export/tetragon.log");

    /// <summary>The state folder.</summary>
    public string State => _folder.File("state");

    /// <summary>The bookmark of the route that `--otlp` makes.</summary>
    public string Bookmark => Path.Combine(State, "bookmarks", "otlp@file.json");

    /// <summary>A path for anything else.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>`run` with this file and state folder.</summary>
    public string[] Run(params string[] more) => ["run", "--file", ExportFile, "--state", State, .. more];

    /// <summary>Copies the lines of a recording into the export file.</summary>
    public IReadOnlyList<RecordedLine> Write(string recording)
    {
        var lines = Recorded.Lines(recording).ToArray();
        using var file = System.IO.File.Create(ExportFile);
        foreach (var line in lines)
        {
            file.Write(line.Text);
            file.WriteByte((byte)'\n');
        }

        return lines;
    }

    /// <summary>The dead letters of the only route that has some, a JSON object a line.</summary>
    public IReadOnlyList<string> DeadLetters()
    {
        var folder = Path.Combine(State, "dead-letters");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).SelectMany(System.IO.File.ReadLines)] : [];
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}

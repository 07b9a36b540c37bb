using System.Globalization;
using System.IO.Compression;

namespace TetraBridge.EndToEnd.Support;

/// <summary>An export file that the replaying agent writes, rotates and packs, each line an event of its own.</summary>
internal sealed class ReplayedLoad : IExportLoad
{
    private readonly Peer _agent;
    private readonly string _folder;

    private ReplayedLoad(Peer agent, string folder)
    {
        _agent = agent;
        _folder = folder;
    }

    /// <inheritdoc/>
    public int Rotations => Stems().Count - 1;

    public static async Task<ReplayedLoad> StartAsync(BridgeBench bench, int eventsPerSecond, string megabytes = "1")
    {
        // Equal loads of one file by one process share a uid, so lines of the loader can't be told apart.
        var events = bench.File("events.jsonl");
        await File.WriteAllLinesAsync(
            events,
            Recorded.Lines("nocred-a").Concat(Recorded.Lines("k8s-cluster-a"))
                .Select(static line => System.Text.Encoding.UTF8.GetString(line.Text))
                .Where(static line => line.StartsWith("{\"process_exec\"", StringComparison.Ordinal) || line.StartsWith("{\"process_exit\"", StringComparison.Ordinal)));
        var agent = await Peer.StartAsync(
            "tetragon-replay", "--events", events, "--file-only", "--export", bench.ExportFile, "--loop", "0", "--unique",
            "--rate", eventsPerSecond.ToString(CultureInfo.InvariantCulture), "--export-max-mb", megabytes, "--export-backups", "100000", "--export-compress");
        return new ReplayedLoad(agent, Path.GetDirectoryName(bench.ExportFile)!);
    }

    /// <inheritdoc/>
    public Task StopAsync() => _agent.StopAsync();

    /// <inheritdoc/>
    public IReadOnlyList<string> Uids()
    {
        var uids = new LineUids();
        return [.. Stems().SelectMany(Lines).Select(uids.Of)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _agent.DisposeAsync();

    // Backups by the time in their names, the present file behind them.
    private List<string> Stems() =>
    [
        .. Directory.EnumerateFiles(_folder)
            .Where(static file => !file.EndsWith(".tmp", StringComparison.Ordinal))
            .Select(static file => file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file)
            .Distinct()
            .OrderBy(static file => file.EndsWith("tetragon.log", StringComparison.Ordinal) ? 1 : 0)
            .ThenBy(static file => file, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Lines(string stem)
    {
        using Stream file = File.Exists(stem) ? File.OpenRead(stem) : new GZipStream(File.OpenRead(stem + ".gz"), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}

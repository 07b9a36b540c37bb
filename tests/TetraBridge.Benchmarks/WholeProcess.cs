using System.Globalization;

namespace TetraBridge.Benchmarks;

/// <summary>
/// Whole processes over a generated file, interleaved rounds, medians: events a second, CPU-seconds a million events, peak memory, and the ratio to a bare
/// Utf8JsonReader scan of the same file in the same run; and the garbage collector's counters of one run more of the bridge.
/// </summary>
internal sealed class WholeProcess(string folder, long lines, int rounds)
{
    // Parts of the bridge run here as the bridge itself does (its project file).
    private static readonly string[] _asShipped = ["DOTNET_TieredPGO=0", "DOTNET_TC_QuickJitForLoops=0"];

    private readonly string _self = Path.Combine(AppContext.BaseDirectory, "TetraBridge.Benchmarks");
    private readonly string _bridge = Path.Combine(AppContext.BaseDirectory, "tetrabridge");
    private readonly string _state = Path.Combine(folder, "state");

    private sealed record Mode(string Name, string Title, string Program, string[] Arguments, string[] Environment);

    /// <summary>Runs the modes whose names begin as one of those given, on a file of the given shape.</summary>
    public async Task<int> RunAsync(string shape, IReadOnlyList<string> modes)
    {
        var file = Path.Combine(folder, $"{shape}.log");
        var mean = EventGenerator.Write(file, shape, lines);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{lines:N0} events, shape {shape}, mean {mean:N0} bytes, {rounds} rounds\n"));
        using var receiver = ProcessMeter.Start(_self, ["receive"], redirectInput: true);
        var urls = (await receiver.StandardOutput.ReadLineAsync().ConfigureAwait(false))!.Split(' ');
        string[] toHttp = ["run", "--file", file, "--once", "--otlp", urls[0], "--state", _state, "--log-level", "warn"];
        var all = new Mode[]
        {
            new("scan", "bare scan", _self, ["scan", file], []),
            new("file-to-null", "file → read, judge → null", _bridge, ["run", "--file", file, "--once", "--null", "--log-level", "warn"], []),
            new("file-to-otlp-bytes", "file → full OTLP bytes → null", _self, ["encode", file], _asShipped),
            new("spool", "lines → spool, fsynced in groups", _self, ["append", file, _state], _asShipped),
            new("raw-to-otlp", "raw line → OTLP/HTTP (what merely copying costs)", _self, ["raw", file, urls[0]], _asShipped),
            new("file-to-otlp", "file → OTLP/HTTP, full record", _bridge, toHttp, []),
            new("file-to-otlp-gzip", "the same with gzip", _bridge, toHttp, ["OTEL_EXPORTER_OTLP_COMPRESSION=gzip"]),
            new("file-to-otlp-grpc", "file → OTLP/gRPC, full record", _bridge, ["run", "--file", file, "--once", "--otlp", urls[1], "--protocol", "grpc", "--state", _state, "--log-level", "warn"], []),
        };
        var clusters = modes.Any(static name => name.Contains("kafka", StringComparison.Ordinal)) ? await KafkaServer.StartAllAsync().ConfigureAwait(false) : [];
        all = [.. all, .. clusters.SelectMany(cluster => ToKafka(cluster, file))];
        var chosen = all.Where(mode => mode.Name == "scan" || modes.Any(name => mode.Name.StartsWith(name, StringComparison.Ordinal))).ToList();
        var runs = chosen.ToDictionary(mode => mode, _ => new List<ProcessRun>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var mode in chosen)
            {
                runs[mode].Add(Run(mode, file));
            }
        }

        Print(runs);
        foreach (var mode in chosen.Where(mode => mode.Name is "file-to-null" or "file-to-otlp"))
        {
            var counted = Run(mode with { Program = _self, Arguments = ["counters", .. mode.Arguments], Environment = _asShipped }, file);
            Console.WriteLine($"\n{mode.Title}: {Counters(counted.Output)}");
        }

        foreach (var cluster in clusters)
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
        }

        receiver.StandardInput.Close();
        await receiver.WaitForExitAsync().ConfigureAwait(false);
        return runs.Values.Any(list => list.Exists(run => run.ExitCode != 0)) ? 1 : 0;
    }

    private IEnumerable<Mode> ToKafka(KafkaServer cluster, string file)
    {
        Mode Of(string name, string title, params string[] more) =>
            new($"file-to-kafka{name}", $"file → Kafka, {title} ({cluster.Title})", _bridge, ["run", "--file", file, "--once", "--kafka", cluster.Bootstrap, "--topic", KafkaMock.Topic, "--state", _state, "--log-level", "warn", .. more], []);

        yield return new Mode("raw-to-kafka", $"raw line → Kafka (what merely copying costs; {cluster.Title})", _self, ["raw-kafka", file, cluster.Bootstrap], _asShipped);
        yield return Of("", "flat JSON");
        yield return Of("-otlp", "OTLP record", "--payload", "otlp_proto");
        yield return Of("-raw", "judged, raw line", "--payload", "raw");
        if (cluster.IsReal)
        {
            yield return Of("-exactly-once", "flat JSON, exactly once", "--exactly-once");
        }
    }

    private ProcessRun Run(Mode mode, string file)
    {
        Warm(file);
        if (Directory.Exists(_state))
        {
            Directory.Delete(_state, recursive: true);
        }

        var run = ProcessMeter.Run(mode.Program, mode.Arguments, mode.Environment);
        if (run.ExitCode != 0)
        {
            Console.Error.WriteLine($"{mode.Name} ended with {run.ExitCode}");
        }

        return run;
    }

    private string Counters(string output)
    {
        var counters = output.Trim().Split('\n')[^1].Split(' ');
        var allocated = long.Parse(counters[0], CultureInfo.InvariantCulture) / (double)lines;
        return string.Create(CultureInfo.InvariantCulture, $"{allocated:F0} managed bytes an event, start included; collections {counters[1]} / {counters[2]} / {counters[3]} (generations 0 / 1 / 2)");
    }

    private void Print(Dictionary<Mode, List<ProcessRun>> runs)
    {
        var scan = Median(runs.First(run => run.Key.Name == "scan").Value.Select(run => run.CpuSeconds));
        Console.WriteLine("| path | CPU-s a million | x scan | events/s | peak RSS MB |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (mode, list) in runs)
        {
            var cpu = Median(list.Select(run => run.CpuSeconds));
            var wall = Median(list.Select(run => run.WallSeconds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {mode.Title} | {cpu * 1e6 / lines:F2} | {cpu / scan:F2} | {lines / wall:N0} | {Median(list.Select(run => run.PeakRssMegabytes)):F0} |"));
        }
    }

    // The page cache may have let go of the file since the last run.
    private static void Warm(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var buffer = new byte[1 << 20];
        while (stream.Read(buffer) > 0)
        {
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}

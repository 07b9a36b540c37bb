using System.Diagnostics;
using System.Globalization;

namespace TetraBridge.Benchmarks;

/// <summary>
/// Whole processes over a generated file, interleaved rounds, medians: events a second, CPU-seconds a million events, peak memory, and the ratio to a bare
/// Utf8JsonReader scan of the same file in the same run.
/// </summary>
internal sealed class WholeProcess(string folder, long lines, int rounds)
{
    private readonly string _self = Path.Combine(AppContext.BaseDirectory, "TetraBridge.Benchmarks");
    private readonly string _bridge = Path.Combine(AppContext.BaseDirectory, "tetrabridge");

    /// <summary>Runs the modes whose names begin as one of those given, on a file of the given shape.</summary>
    public async Task<int> RunAsync(string shape, IReadOnlyList<string> modes)
    {
        var file = Path.Combine(folder, $"{shape}.log");
        var mean = EventGenerator.Write(file, shape, lines);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines} events, shape {shape}, mean {mean:F0} bytes, {rounds} rounds"));
        using var receiver = ProcessMeter.Start(_self, ["receive"], redirectInput: true);
        var urls = (await receiver.StandardOutput.ReadLineAsync().ConfigureAwait(false))!.Split(' ');
        var all = new (string Name, string Program, string[] Arguments)[]
        {
            ("scan", _self, ["scan", file]),
            ("file-to-null", _bridge, ["run", "--file", file, "--once", "--null"]),
            ("file-to-otlp-bytes", _self, ["encode", file]),
            ("spool", _self, ["append", file, Path.Combine(folder, "state")]),
            ("raw-to-otlp", _self, ["raw", file, urls[0]]),
            ("file-to-otlp", _bridge, ["run", "--file", file, "--once", "--otlp", urls[0], "--state", Path.Combine(folder, "state")]),
            ("file-to-otlp-grpc", _bridge, ["run", "--file", file, "--once", "--otlp", urls[1], "--protocol", "grpc", "--state", Path.Combine(folder, "state")]),
        };
        var chosen = all.Where(mode => mode.Name == "scan" || modes.Any(name => mode.Name.StartsWith(name, StringComparison.Ordinal))).ToList();
        var runs = chosen.ToDictionary(mode => mode.Name, _ => new List<ProcessRun>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, program, arguments) in chosen)
            {
                Warm(file);
                if (Directory.Exists(Path.Combine(folder, "state")))
                {
                    Directory.Delete(Path.Combine(folder, "state"), recursive: true);
                }

                var run = ProcessMeter.Run(program, arguments);
                runs[name].Add(run);
                if (run.ExitCode != 0)
                {
                    Console.Error.WriteLine($"{name} ended with {run.ExitCode}");
                    return 1;
                }
            }
        }

        receiver.StandardInput.Close();
        await receiver.WaitForExitAsync().ConfigureAwait(false);
        Print(runs);
        return 0;
    }

    private void Print(Dictionary<string, List<ProcessRun>> runs)
    {
        var scan = Median(runs["scan"].Select(run => run.CpuSeconds));
        Console.WriteLine("| path | CPU-s/M | x scan | events/s | peak RSS MB |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (name, list) in runs)
        {
            var cpu = Median(list.Select(run => run.CpuSeconds));
            var wall = Median(list.Select(run => run.WallSeconds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {cpu * 1e6 / lines:F2} | {cpu / scan:F2} | {lines / wall:F0} | {Median(list.Select(run => run.PeakRssMegabytes)):F0} |"));
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

using System.Globalization;
using BenchmarkDotNet.Running;
using TetraBridge.Benchmarks;

// all [--lines N] [--rounds N]                                  the README's tables, in some six minutes
// file-to-null, file-to-otlp, file-to-kafka, spool [--shape node|full] [--lines N] [--rounds N] [--folder DIR]
// grpc-to-spool, grpc-to-otlp [--rate N] [--seconds N]          several rates where none is told
// latency [--rate N] [--seconds N]                              all rates where none is told
// Anything else goes to BenchmarkDotNet (`--filter '*'`).
string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
int Number(string name, int otherwise) => int.Parse(Option(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

var folder = Option("--folder", Path.Combine(Path.GetTempPath(), "tetrabridge-benchmarks"));
Directory.CreateDirectory(folder);
switch (args.FirstOrDefault())
{
    case "scan":
        return BareScan.Run(args[1]);
    case "serve-agent":
        return await AgentServer.RunAsync(double.Parse(args[1], CultureInfo.InvariantCulture), long.Parse(args[2], CultureInfo.InvariantCulture)).ConfigureAwait(false);
    case "grpc-to-spool" or "grpc-to-otlp":
        await StreamAsync([args[0] == "grpc-to-otlp"]).ConfigureAwait(false);
        return 0;
    case "mock-kafka":
        return await KafkaMock.RunAsync().ConfigureAwait(false);
    case "raw-kafka":
        return await RouteSteps.RawKafkaAsync(args[1], args[2]).ConfigureAwait(false);
    case "receive":
        return await OtlpReceiver.RunAsync().ConfigureAwait(false);
    case "encode":
        return RouteSteps.Encode(args[1]);
    case "read":
        return RouteSteps.Read(args[1], judge: false);
    case "judge":
        return RouteSteps.Read(args[1], judge: true);
    case "raw":
        return await RouteSteps.RawAsync(args[1], args[2]).ConfigureAwait(false);
    case "counters":
        return Counters.Run(args[1..]);
    case "latency":
        await LatencyAsync(Option("--rate", "") is { Length: > 0 } told ? [int.Parse(told, CultureInfo.InvariantCulture)] : [0, 1000, 10_000]).ConfigureAwait(false);
        return 0;
    case "append":
        return await SpoolSteps.AppendAsync(args[1], args[2]).ConfigureAwait(false);
    case { } mode when mode is "spool" || mode.StartsWith("file-to-", StringComparison.Ordinal):
        return await new WholeProcess(folder, Number("--lines", 1_000_000), Number("--rounds", 5)).RunAsync(Option("--shape", "node"), [mode, mode.StartsWith("file-to-kafka", StringComparison.Ordinal) ? "raw-to-kafka" : "raw-to-otlp"]).ConfigureAwait(false);
    case "all":
        var lines = Number("--lines", 1_000_000);
        var code = await new WholeProcess(folder, lines, Number("--rounds", 3)).RunAsync("node", ["file-to-", "raw-to-", "spool"]).ConfigureAwait(false);

        // These lines are nearly five times as long.
        code |= await new WholeProcess(folder, lines / 5, Number("--rounds", 3)).RunAsync("full", ["file-to-", "raw-to-"]).ConfigureAwait(false);
        await LatencyAsync([0, 1000, 10_000]).ConfigureAwait(false);
        await StreamAsync([false, true]).ConfigureAwait(false);
        return code;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(WholeProcess).Assembly).Run(args);
        return 0;
}

async Task LatencyAsync(IEnumerable<int> rates)
{
    var run = new LatencyRun(folder, Number("--seconds", 15));
    Console.WriteLine("\n" + LatencyRun.Head);
    await using (var otlp = await LatencyReceiver.StartAsync().ConfigureAwait(false))
    {
        foreach (var rate in rates)
        {
            Console.WriteLine(await run.RunAsync(otlp, rate).ConfigureAwait(false));
        }
    }

    foreach (var cluster in await KafkaServer.StartAllAsync().ConfigureAwait(false))
    {
        await using var kafka = new KafkaAges(cluster);
        Console.WriteLine(await run.RunAsync(kafka, rates.Max()).ConfigureAwait(false));
    }
}

async Task StreamAsync(IEnumerable<bool> isOtlp)
{
    var run = new StreamRun(folder, Number("--seconds", 10));
    Console.WriteLine("\n" + StreamRun.Head);
    foreach (var sinks in isOtlp)
    {
        foreach (var rate in Option("--rate", "") is { Length: > 0 } told ? [double.Parse(told, CultureInfo.InvariantCulture)] : new double[] { 0, 50_000, 100_000, 150_000, 200_000 })
        {
            Console.WriteLine(await run.RunAsync(sinks, rate).ConfigureAwait(false));
        }
    }
}

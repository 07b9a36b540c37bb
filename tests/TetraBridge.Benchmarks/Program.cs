using System.Globalization;
using BenchmarkDotNet.Running;
using TetraBridge.Benchmarks;

// Modes: file-to-null, file-to-otlp, spool [--shape node|full] [--lines N] [--rounds N] [--folder DIR]; all: every whole-process mode.
// Anything else goes to BenchmarkDotNet (`--filter '*'`).
string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;

switch (args.FirstOrDefault())
{
    case "scan":
        return BareScan.Run(args[1]);
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
    case "append":
        return await SpoolSteps.AppendAsync(args[1], args[2]).ConfigureAwait(false);
    case { } mode when mode.StartsWith("file-to-", StringComparison.Ordinal) || mode is "all" or "spool":
        var folder = Option("--folder", Path.Combine(Path.GetTempPath(), "tetrabridge-benchmarks"));
        Directory.CreateDirectory(folder);
        var whole = new WholeProcess(
            folder,
            long.Parse(Option("--lines", "1000000"), CultureInfo.InvariantCulture),
            int.Parse(Option("--rounds", "5"), CultureInfo.InvariantCulture));
        return await whole.RunAsync(Option("--shape", "node"), mode == "all" ? ["file-to-", "raw-to-", "spool"] : [mode, "raw-to-otlp"]).ConfigureAwait(false);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(WholeProcess).Assembly).Run(args);
        return 0;
}

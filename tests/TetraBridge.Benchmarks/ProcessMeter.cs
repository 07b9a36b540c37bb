using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TetraBridge.Benchmarks;

/// <summary>Runs a process and measures it as a whole: CPU time from the kernel's account of ended children, memory from /proc. One at a time.</summary>
internal static partial class ProcessMeter
{
    private const int Children = -1;

    /// <summary>Runs a program to its end, with these variables (`NAME=VALUE`) on top of our own.</summary>
    public static ProcessRun Run(string program, IEnumerable<string> arguments, params IEnumerable<string> environment)
    {
        var before = ChildrenCpuSeconds();
        var clock = Stopwatch.StartNew();
        using var process = Start(program, arguments, redirectInput: false, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakKilobytes(process.Id));
        }

        var wall = clock.Elapsed.TotalSeconds;
        return new ProcessRun(wall, ChildrenCpuSeconds() - before, peak / 1024.0, process.ExitCode, output.GetAwaiter().GetResult());
    }

    /// <summary>Starts a program whose standard output is read by the caller.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, bool redirectInput = false, params IEnumerable<string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardInput = redirectInput, UseShellExecute = false };
        foreach (var variable in environment)
        {
            var equals = variable.IndexOf('=', StringComparison.Ordinal);
            start.Environment[variable[..equals]] = variable[(equals + 1)..];
        }

        return Process.Start(start)!;
    }

    /// <summary>User and system seconds that a running process has used.</summary>
    public static double CpuSeconds(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }

    /// <summary>The most memory a running process has held, in KiB; 0 once it is gone.</summary>
    public static long PeakKilobytes(int pid) => StatusKilobytes(pid, "VmHWM:");

    /// <summary>The memory a running process holds, in KiB; 0 once it is gone.</summary>
    public static long RssKilobytes(int pid) => StatusKilobytes(pid, "VmRSS:");

    private static long StatusKilobytes(int pid, string key)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(text => text.StartsWith(key, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static unsafe double ChildrenCpuSeconds()
    {
        // struct rusage begins with two timevals of two longs each.
        var usage = stackalloc long[18];
        return GetResourceUsage(Children, usage) == 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : 0;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static unsafe partial int GetResourceUsage(int who, long* usage);
}

namespace TetraBridge.Benchmarks;

/// <summary>What a whole process cost.</summary>
/// <param name="WallSeconds">From start to exit.</param>
/// <param name="CpuSeconds">User and system time.</param>
/// <param name="PeakRssMegabytes">The most memory it held.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote to standard output.</param>
internal sealed record ProcessRun(double WallSeconds, double CpuSeconds, double PeakRssMegabytes, int ExitCode, string Output);

using System.Globalization;
using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Kills;

/// <summary>The journal is the buffer: a collector that is away for long makes the bridge late, not big.</summary>
public sealed class MemoryTests
{
    private const long JournalBytes = 200_000_000;
    private const long MostBytes = 150_000_000;
    private const int CalmSeconds = 4;

    // Between both plateaus eight thousand requests are refused: what leaks a kilobyte at each is seen. The first is where buffers and connections have grown.
    private const int FirstPlateau = 4000;
    private const int SecondPlateau = 12_000;
    private const long MostGrowth = 8_000_000;

    public static TheoryData<string> Troubles { get; } = ["down", "refusing", "silent"];

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task With_the_collector_away_and_200_MB_in_the_journal_memory_stays_in_bounds(string trouble)
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        await (trouble switch
        {
            "down" => collector.FailAsync(),
            "refusing" => collector.RefuseAsync(),
            _ => SilenceAsync(collector),
        });
        using var bench = new BridgeBench();
        Fill(bench.ExportFile);
        await using var bridge = BridgeProcess.Start(bench.Run(collector.Route("http/protobuf")));
        await Eventually.HoldsAsync(() => collector.Script.Requests.Count > 3, "requests come");

        // It has read all it will once its memory has stopped growing.
        long peak = 0;
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.HoldsAsync(
            () =>
            {
                if (bridge.PeakBytes > peak)
                {
                    (peak, since) = (bridge.PeakBytes, TimeProvider.System.GetTimestamp());
                }

                return TimeProvider.System.GetElapsedTime(since).TotalSeconds > CalmSeconds;
            },
            "memory has stopped growing",
            seconds: 60);

        Figures.Print($"collector {trouble}, {JournalBytes / 1_000_000} MB in the journal: peak {Megabytes(peak)} MB");
        Assert.True(peak < MostBytes, $"{Megabytes(peak)} MB");
    }

    [Fact]
    public async Task Thousands_of_refused_requests_leave_nothing_behind()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        collector.Script.Otherwise = ScriptedAnswer.OverHttp(503, "application/json", """{"code":14,"message":"come again at once"}""", ("Retry-After", "0"));
        using var bench = new BridgeBench();
        bench.Write("story-1");
        var config = bench.File("tetrabridge.yaml");
        await File.WriteAllTextAsync(
            config,
            $"version: 1\nroutes:\n  otlp:\n    otlp:\n      endpoint: {collector.Script.Http}\n      protocol: http/protobuf\n    limits:\n      inFlight: 64\n      requestRecords: 1\n",
            TestContext.Current.CancellationToken);
        await using var bridge = BridgeProcess.Start(bench.Run("--config", config));

        var first = await PeakAfterAsync(collector, bridge, FirstPlateau);
        var second = await PeakAfterAsync(collector, bridge, SecondPlateau);

        Figures.Print($"peak after {FirstPlateau} refused requests {Megabytes(first)} MB, after {SecondPlateau} {Megabytes(second)} MB");
        Assert.True(second - first < MostGrowth, $"{Megabytes(first)} MB became {Megabytes(second)} MB");
    }

    private static async Task<long> PeakAfterAsync(EmbeddedCollector collector, BridgeProcess bridge, int requests)
    {
        await Eventually.HoldsAsync(() => collector.Script.Requests.Count >= requests, $"{requests} requests are refused", seconds: 120);
        return bridge.PeakBytes;
    }

    private static string Megabytes(long bytes) => (bytes / 1_000_000.0).ToString("F1", CultureInfo.InvariantCulture);

    private static Task SilenceAsync(EmbeddedCollector collector)
    {
        collector.Script.Otherwise = ScriptedAnswer.Silence;
        return Task.CompletedTask;
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        var lines = Recorded.Lines("story-1").Select(static line => line.Text).ToArray();
        while (file.Length < JournalBytes)
        {
            foreach (var line in lines)
            {
                file.Write(line);
                file.WriteByte((byte)'\n');
            }
        }
    }
}

using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Kills;

/// <summary>The journal is the buffer: a collector that is away for long makes the bridge late, not big.</summary>
public sealed class MemoryTests
{
    private const long JournalBytes = 200_000_000;
    private const long MostBytes = 200_000_000;
    private const int CalmSeconds = 4;

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

        Figures.Print($"collector {trouble}, {JournalBytes / 1_000_000} MB in the journal: peak {peak / 1_000_000.0:F0} MB");
        Assert.True(peak < MostBytes, $"{peak / 1_000_000.0:F0} MB");
    }

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

using System.Text.Json;
using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>One entry that Loki refuses makes the whole request a 400: only that entry may become a dead letter, with Loki's words, and all others are stored.</summary>
public sealed class LokiRefusalTests
{
    private static readonly TimeSpan _justNow = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Entries_too_far_behind_the_newest_of_their_stream()
    {
        await using var loki = await LokiServer.StartAsync();
        var recorded = Recorded.Lines("nocred-a").ToArray();
        var late = MovedLines.Of(recorded.Take(20), TimeSpan.FromHours(2));

        var (dead, stored) = await DeliverAsync(loki, [.. MovedLines.Of(recorded.Skip(20), _justNow), .. late], "entry too far behind");

        var uids = new LineUids();
        Assert.Equal(late.Select(uids.Of).Order(StringComparer.Ordinal), dead.Order(StringComparer.Ordinal));
        Assert.Equal(recorded.Length - late.Count, stored.Count);
    }

    [Fact]
    public async Task Entries_with_too_many_pieces_of_metadata()
    {
        await using var loki = await LokiServer.StartAsync("max_structured_metadata_entries_count=60");
        var lines = MovedLines.Of(Recorded.Lines("sudo-a"), _justNow);

        var (dead, stored) = await DeliverAsync(loki, lines, "too many structured metadata labels");

        var records = await RecordsAsync(lines);
        Assert.True(dead.Min(uid => records[uid].Attributes.Count) > stored.Max(uid => records[uid].Attributes.Count), "the ones with the most are refused");
    }

    [Fact]
    public async Task Entries_whose_line_is_too_long()
    {
        const int longest = 80;
        await using var loki = await LokiServer.StartAsync($"max_line_size={longest}B");
        var lines = MovedLines.Of(Recorded.Lines("sudo-a"), _justNow);

        var (dead, _) = await DeliverAsync(loki, lines, $"max entry size '{longest}' bytes exceeded");

        var records = await RecordsAsync(lines);
        Assert.Equal(
            records.Values.Where(record => System.Text.Encoding.UTF8.GetByteCount(record.Body) > longest).Select(record => record.Uid).Order(StringComparer.Ordinal),
            dead.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Entries_with_too_many_bytes_of_metadata()
    {
        await using var loki = await LokiServer.StartAsync("max_structured_metadata_size=5KB");
        var lines = MovedLines.Of(Recorded.Lines("sudo-a"), _justNow);

        var (dead, stored) = await DeliverAsync(loki, lines, "structured metadata too large");

        var records = await RecordsAsync(lines);
        Assert.True(dead.Average(uid => Bytes(records[uid])) > stored.Average(uid => Bytes(records[uid])), "the larger ones are refused");

        static int Bytes(Received record) => record.Attributes.Sum(static attribute => attribute.Key.Length + attribute.Value.CalculateSize());
    }

    [Fact]
    public async Task What_is_larger_than_loki_takes_by_default_is_cut_and_stored()
    {
        await using var loki = await LokiServer.StartAsync();
        using var bench = new BridgeBench();
        using var load = new WrittenLoad(bench.ExportFile, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1), argumentBytes: 200_000);
        load.Append(20);

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. loki.Route]));

        Assert.True(code == 0, errors);
        Assert.Equal(load.Uids().Order(StringComparer.Ordinal), (await loki.EntriesAsync()).Select(static entry => entry.Uid).Order(StringComparer.Ordinal));
        Assert.All(bench.DeadLetters(), letter => Assert.Equal("cut", JsonElement.Parse(letter).GetProperty("reason").GetString()));
        Assert.Equal(20, bench.DeadLetters().Count);
    }

    // Each line is stored or dead, none is both; the uids of both.
    private static async Task<(HashSet<string> Dead, HashSet<string> Stored)> DeliverAsync(LokiServer loki, IReadOnlyList<string> lines, string words)
    {
        using var bench = new BridgeBench();
        await File.WriteAllLinesAsync(bench.ExportFile, lines, TestContext.Current.CancellationToken);

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. loki.Route]));

        Assert.True(code == 4, errors);
        var uids = new LineUids();
        var all = lines.Select(uids.Of).ToHashSet();
        var letters = bench.DeadLetters().Select(letter => JsonElement.Parse(letter)).Where(letter => letter.TryGetProperty("uid", out var uid) && all.Contains(uid.GetString()!)).ToArray();
        Assert.All(letters, letter => Assert.Contains(words, letter.GetProperty("words").GetString(), StringComparison.Ordinal));
        var dead = letters.Select(letter => letter.GetProperty("uid").GetString()!).ToHashSet();
        var stored = (await loki.EntriesAsync()).Select(entry => entry.Uid).Where(all.Contains).ToHashSet();
        Assert.NotEmpty(dead);
        Assert.NotEmpty(stored);
        Assert.Equal(all.Except(dead).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        return (dead, stored);
    }

    // The records as any receiver gets them.
    private static async Task<Dictionary<string, Received>> RecordsAsync(IReadOnlyList<string> lines)
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        await File.WriteAllLinesAsync(bench.ExportFile, lines, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route("http/protobuf")]))).ExitCode);
        return collector.Received().ToDictionary(record => record.Uid);
    }
}

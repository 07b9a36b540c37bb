using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>What people ask Loki after the recordings went there, straight or through a collector.</summary>
public sealed class LokiTests
{
    private static readonly TimeSpan _justNow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _earlier = TimeSpan.FromHours(2);

    public static TheoryData<string> Ways { get; } = ["straight", "through a collector"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_record_is_there_and_the_queries_of_the_readme_find_what_was_done(string way)
    {
        await using var loki = await LokiServer.StartAsync();
        await using var collector = way == "straight" ? null : await RealCollector.StartAsync("--loki", loki.Url);
        using var bench = new BridgeBench();
        var recorded = new[] { "sudo-a", "fileless-a" }.SelectMany(name => Recorded.Lines(name)).ToArray();
        var lines = new[] { "sudo-a", "fileless-a" }.SelectMany(name => MovedLines.Of(Recorded.Lines(name), _justNow)).ToArray();
        await File.WriteAllLinesAsync(bench.ExportFile, lines, TestContext.Current.CancellationToken);

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. collector?.Route("grpc") ?? loki.Route]));

        Assert.True(code == 0, errors);
        Assert.Equal(Uids(lines), Sorted((await loki.EntriesAsync()).Select(entry => entry.Uid)));
        Assert.Equal(Uids(With("sudo")), Sorted((await loki.EntriesAsync(LokiQueries.WhoUsedSudo)).Select(entry => entry.Uid)));
        Assert.Equal(Uids(With("exec-fileless")), Sorted((await loki.EntriesAsync(LokiQueries.WhatRanFromMemory)).Select(entry => entry.Uid)));
        Assert.Contains(await loki.EntriesAsync(LokiQueries.WhoUsedSudo), entry => entry.Line == "uid 1000 on node-a: /usr/bin/sudo cat /etc/shadow");

        IEnumerable<string> With(string category) => lines.Where((_, i) => recorded[i].Truth.Categories.Contains(category));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Destinations_that_are_new_are_told_from_those_that_were_there_before(string way)
    {
        await using var loki = await LokiServer.StartAsync();
        await using var collector = way == "straight" ? null : await RealCollector.StartAsync("--loki", loki.Url);
        using var bench = new BridgeBench();
        var connects = Recorded.Lines("egress-a").Where(line => line.Truth.Categories.Contains("egress-connections")).ToArray();
        var known = Destination(connects[0]);
        var before = connects.Where(line => Destination(line) == known);
        await File.WriteAllLinesAsync(bench.ExportFile, [.. MovedLines.Of(before, _earlier), .. MovedLines.Of(connects, _justNow)], TestContext.Current.CancellationToken);

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. collector?.Route("http/protobuf") ?? loki.Route]));

        Assert.True(code == 0, errors);
        var expected = connects.Select(Destination).Distinct().Where(address => address != known).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Sorted((await loki.SeriesAsync(LokiQueries.NewEgressDestinations)).Select(series => series["network_peer_address"])));
    }

    private static string Destination(RecordedLine line) => System.Text.Json.JsonElement.Parse(line.Text).GetProperty("process_kprobe").GetProperty("args")
        .EnumerateArray().First(argument => argument.TryGetProperty("sock_arg", out _)).GetProperty("sock_arg").GetProperty("daddr").GetString()!;

    private static IEnumerable<string> Uids(IEnumerable<string> lines)
    {
        var uids = new LineUids();
        return Sorted(lines.Select(uids.Of));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> uids) => uids.Order(StringComparer.Ordinal);
}

using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.MainJob;

/// <summary>`tetrabridge run --file … --otlp …` delivers what the file holds, once, with its categories; for each collector that there is.</summary>
public abstract class MainJobTests
{
    public static TheoryData<string> Protocols { get; } = ["grpc", "http/protobuf"];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Every_line_of_the_recordings_arrives_once_with_its_categories(string protocol)
    {
        await using var collector = await StartAsync();
        foreach (var recording in new[] { "sudo-a", "k8s-cluster-a", "fileless-a", "nocred-a", "egress-a" })
        {
            using var bench = new BridgeBench();
            var lines = bench.Write(recording);
            var before = collector.Received().Count();

            var (code, output, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route(protocol)]));

            Assert.True(code == 0, errors);
            Assert.Empty(output);
            var uids = new LineUids();
            Assert.Equal(
                lines.Select(line => $"{uids.Of(line.Text)} {string.Join(' ', line.Truth.Categories.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal),
                collector.Received().Skip(before).Select(record => $"{record.Uid} {string.Join(' ', record.Categories.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task A_collector_that_is_down_at_the_start_and_dies_in_between_gets_everything_when_it_is_back(string protocol)
    {
        await using var collector = await StartAsync();
        using var bench = new BridgeBench();
        using var load = new WrittenLoad(bench.ExportFile);
        await collector.FailAsync();
        await using var bridge = BridgeProcess.Start(bench.Run(collector.Route(protocol)));
        load.Append(500);
        await Eventually.HoldsAsync(() => bridge.Errors.Contains("can't deliver", StringComparison.Ordinal), "the bridge tells that it can't deliver");

        await collector.AnswerAsync();
        await Eventually.HoldsAsync(() => collector.Received().Any(), "something arrives");
        load.Append(500);
        await collector.FailAsync();
        load.Append(500);
        await collector.AnswerAsync();
        await Eventually.HoldsAsync(() => collector.Received().Select(record => record.Uid).Distinct().Count() == 1500, "all arrive", seconds: 60);

        Assert.Equal(0, await bridge.StopAsync());
        Assert.Equal(load.Uids().Order(StringComparer.Ordinal), collector.Received().Select(record => record.Uid).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(bench.DeadLetters());
    }

    [Fact]
    public async Task Following_a_rotating_file_until_sigterm_loses_and_repeats_nothing()
    {
        await using var collector = await StartAsync();
        using var bench = new BridgeBench();
        await using var load = await FollowedLoadAsync(bench);
        await using (var bridge = BridgeProcess.Start(bench.Run(collector.Route("grpc"))))
        {
            // A file can rotate three times before a process on a busy machine has begun.
            await Eventually.HoldsAsync(() => load.Rotations >= 3 && collector.Received().Any(), "the file is rotated, and followed", seconds: 60);
            Assert.Equal(0, await bridge.StopAsync());
        }

        Assert.True(File.Exists(bench.Bookmark), "a bookmark is saved");
        await load.StopAsync();
        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route("grpc")]));

        Assert.True(code == 0, errors);
        Assert.Equal(load.Uids().Order(StringComparer.Ordinal), collector.Received().Select(record => record.Uid).Order(StringComparer.Ordinal));
    }

    private protected abstract Task<ITestCollector> StartAsync();

    private protected abstract Task<IExportLoad> FollowedLoadAsync(BridgeBench bench);
}

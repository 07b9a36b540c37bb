using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.CommandLine;

/// <summary>Where a run begins.</summary>
public sealed class BookmarkTests
{
    [Fact]
    public async Task The_next_run_goes_on_at_the_bookmark_and_reset_forgets_it()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        var lines = bench.Write("nocred-a").Count;
        string[] once = bench.Run(["--once", .. collector.Route("grpc")]);

        Assert.Equal(0, (await BridgeProcess.RunAsync(once)).ExitCode);
        Assert.Equal(lines, collector.Received().Count());

        Assert.Equal(0, (await BridgeProcess.RunAsync(once)).ExitCode);
        Assert.Equal(lines, collector.Received().Count());

        Assert.Equal(0, (await BridgeProcess.RunAsync([.. once, "--reset"])).ExitCode);
        Assert.Equal(2 * lines, collector.Received().Count());
    }

    [Fact]
    public async Task From_the_end_only_what_comes_after_the_start_arrives()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        using var load = new WrittenLoad(bench.ExportFile);
        load.Append(1000);
        await using var bridge = BridgeProcess.Start(bench.Run(["--from", "end", .. collector.Route("grpc")]));

        // Nothing says when it stands at the end, so write until something comes.
        await Eventually.HoldsAsync(
            () =>
            {
                load.Append(1);
                return collector.Received().Any();
            },
            "a new line arrives");
        Assert.Equal(0, await bridge.StopAsync());

        var before = load.Uids().Take(1000).ToHashSet();
        Assert.DoesNotContain(collector.Received(), record => before.Contains(record.Uid));
    }

    [Fact]
    public async Task A_bookmark_wins_over_from_and_that_is_said()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        using var load = new WrittenLoad(bench.ExportFile);
        load.Append(10);
        Assert.Equal(0, (await BridgeProcess.RunAsync(bench.Run(["--once", .. collector.Route("grpc")]))).ExitCode);
        load.Append(10);

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", "--from", "end", .. collector.Route("grpc")]));

        Assert.Equal(0, code);
        Assert.Contains("has a bookmark and goes on there", errors, StringComparison.Ordinal);
        Assert.Equal(load.Uids(), collector.Received().Select(record => record.Uid));
    }
}

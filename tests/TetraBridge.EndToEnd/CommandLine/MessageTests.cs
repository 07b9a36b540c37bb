using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.CommandLine;

/// <summary>What people read: our own log on standard error, standard output for what was asked for.</summary>
public sealed class MessageTests
{
    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_with_what_to_do_and_read_once_it_can()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();

        // A folder in its place: tests may run as root, whom no mode keeps out.
        Directory.CreateDirectory(bench.ExportFile);
        await using var bridge = BridgeProcess.Start(bench.Run(collector.Route("grpc")));
        await Eventually.HoldsAsync(() => bridge.Errors.Contains($"{bench.ExportFile} can't be read", StringComparison.Ordinal), "the bridge tells it");
        Assert.Contains("export-file-perm", bridge.Errors, StringComparison.Ordinal);

        Directory.Delete(bench.ExportFile);
        var lines = bench.Write("nocred-a").Count;
        await Eventually.HoldsAsync(() => collector.Received().Count() == lines, "it is read");
        Assert.Equal(0, await bridge.StopAsync());
    }

    [Fact]
    public async Task A_file_that_is_not_there_yet_is_told_and_awaited()
    {
        await using var collector = await EmbeddedCollector.StartAsync();
        using var bench = new BridgeBench();
        await using var bridge = BridgeProcess.Start(bench.Run(collector.Route("grpc")));
        await Eventually.HoldsAsync(() => bridge.Errors.Contains($"{bench.ExportFile} isn't there yet", StringComparison.Ordinal), "the bridge tells it");

        var lines = bench.Write("nocred-a").Count;
        await Eventually.HoldsAsync(() => collector.Received().Count() == lines, "it is read");
        Assert.Equal(0, await bridge.StopAsync());
        Assert.Empty(bridge.Output);
    }

    [Fact]
    public async Task The_version_goes_to_standard_output()
    {
        var (code, output, errors) = await BridgeProcess.RunAsync("--version");

        Assert.Equal(0, code);
        Assert.Contains("schema", output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }
}

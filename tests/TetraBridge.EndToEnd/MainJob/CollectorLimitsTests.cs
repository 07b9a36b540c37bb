using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.MainJob;

/// <summary>What a real collector may ask for: small requests, packed ones, certificates.</summary>
public sealed class CollectorLimitsTests
{
    public static TheoryData<string, string> Ways { get; } = new()
    {
        { "grpc", "none" },
        { "grpc", "gzip" },
        { "http/protobuf", "none" },
        { "http/protobuf", "gzip" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_collector_that_takes_small_requests_only_gets_everything(string protocol, string compression)
    {
        await using var collector = await RealCollector.StartAsync("--max-recv-mib", "1", "--max-body-mib", "1");
        using var bench = new BridgeBench();
        await DeliversAllAsync(bench, collector, $"protocol: {protocol}", $"endpoint: {collector.Route(protocol)[1]}", $"compression: {compression}");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_collector_that_asks_for_a_certificate_gets_it(string protocol, string compression)
    {
        using var bench = new BridgeBench();
        var certificates = bench.File("certificates");
        await using var collector = await RealCollector.StartAsync("--tls", certificates, "--mtls");
        await DeliversAllAsync(
            bench,
            collector,
            $"protocol: {protocol}",
            $"endpoint: {collector.Route(protocol)[1].Replace("http://", "https://", StringComparison.Ordinal)}",
            $"compression: {compression}",
            $"caFile: {certificates}/ca.pem",
            $"certificateFile: {certificates}/client.pem",
            $"keyFile: {certificates}/client.key");
    }

    private static async Task DeliversAllAsync(BridgeBench bench, RealCollector collector, params string[] otlp)
    {
        var lines = bench.Write("story-1");
        var config = bench.File("tetrabridge.yaml");
        await File.WriteAllTextAsync(config, $"version: 1\nroutes:\n  otlp:\n    otlp:\n      {string.Join("\n      ", otlp)}\n", TestContext.Current.CancellationToken);

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run("--config", config, "--once"));

        Assert.True(code == 0, errors);
        var uids = new LineUids();
        Assert.Equal(lines.Select(line => uids.Of(line.Text)).Order(StringComparer.Ordinal), collector.Received().Select(record => record.Uid).Order(StringComparer.Ordinal));
    }
}

using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>otel-collector.yaml: what it has acknowledged reaches each destination, whatever happens in between.</summary>
public sealed class CollectorConfigurationTests
{
    private const int Records = 10_000;

    [Fact]
    public async Task Ten_thousand_records_survive_a_kill_of_the_collector_while_all_destinations_are_down()
    {
        await using var splunk = await Peer.StartAsync("otelcol");
        await using var elasticsearch = await Peer.StartAsync("otelcol");
        await using var loki = await LokiServer.StartAsync();
        using var bench = new BridgeBench();
        await File.WriteAllTextAsync(bench.File("twin.yaml"), Twin(splunk, elasticsearch, loki), TestContext.Current.CancellationToken);
        await using var collector = await Peer.StartAsync("otelcol", "--config", bench.File("twin.yaml"));
        string[] route = ["--otlp", "http://" + collector["otlp_grpc"], "--protocol", "grpc"];
        foreach (var destination in new[] { splunk, elasticsearch, loki.Peer })
        {
            await destination.CrashAsync();
        }

        using var load = new WrittenLoad(bench.ExportFile, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
        load.Append(Records);
        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. route]));
        Assert.True(code == 0, errors);

        await collector.CrashAndRestartAsync();
        foreach (var destination in new[] { splunk, elasticsearch, loki.Peer })
        {
            await destination.StartAgainAsync();
        }

        var expected = load.Uids().ToHashSet();
        await Eventually.HoldsAsync(() => UidsAt(splunk).SetEquals(expected), "all are at the first destination", seconds: 60);
        await Eventually.HoldsAsync(() => UidsAt(elasticsearch).SetEquals(expected), "all are at the second destination", seconds: 60);
        await Eventually.HoldsAsync(async () => (await loki.EntriesAsync()).Select(entry => entry.Uid).ToHashSet().SetEquals(expected), "all are in Loki", seconds: 60);
        Assert.All(RealCollector.In(elasticsearch["out"]), record => Assert.Equal(record.Uid, record.Attributes["elasticsearch.document_id"].StringValue));
    }

    [Fact]
    public async Task A_queue_that_is_full_refuses_and_the_bridge_keeps_the_rest_until_there_is_room()
    {
        await using var splunk = await Peer.StartAsync("otelcol");
        using var bench = new BridgeBench();
        var variables = Own();
        variables["TO_SPLUNK"] = "otlp_http/splunk";
        variables["SPLUNK_HEC_URL"] = splunk["otlp_http"];
        var twin = CollectorTwin.Of(variables).Replace("queue_size: 1000000000", "queue_size: 5000000", StringComparison.Ordinal);
        await File.WriteAllTextAsync(bench.File("twin.yaml"), twin, TestContext.Current.CancellationToken);
        await using var collector = await Peer.StartAsync("otelcol", "--config", bench.File("twin.yaml"));
        await splunk.CrashAsync();
        using var load = new WrittenLoad(bench.ExportFile);
        load.Append(Records);
        await using var bridge = BridgeProcess.Start(bench.Run("--once", "--otlp", "http://" + collector["otlp_grpc"], "--protocol", "grpc"));
        await Eventually.HoldsAsync(() => bridge.Errors.Contains("queue is full", StringComparison.Ordinal), "the bridge hears that the queue is full");

        await splunk.StartAgainAsync();

        Assert.Equal(0, await bridge.ExitAsync(TimeSpan.FromMinutes(2)));
        var expected = load.Uids().ToHashSet();
        await Eventually.HoldsAsync(() => UidsAt(splunk).SetEquals(expected), "all are at the destination", seconds: 60);
        Assert.Empty(bench.DeadLetters());
    }

    [Fact]
    public async Task What_the_readme_says_to_alert_on_is_measured_under_these_names()
    {
        await using var splunk = await EmbeddedCollector.StartAsync();
        splunk.Script.Otherwise = ScriptedAnswer.Refused;
        using var bench = new BridgeBench();
        var variables = Own();
        variables["TO_SPLUNK"] = "otlp_http/splunk";
        variables["SPLUNK_HEC_URL"] = splunk.Script.Http.ToString().TrimEnd('/');
        await File.WriteAllTextAsync(bench.File("twin.yaml"), CollectorTwin.Of(variables), TestContext.Current.CancellationToken);
        await using var collector = await Peer.StartAsync("otelcol", "--config", bench.File("twin.yaml"));
        using var load = new WrittenLoad(bench.ExportFile);
        load.Append(50);
        Assert.Equal(0, (await BridgeProcess.RunAsync(bench.Run("--once", "--otlp", collector["otlp_http"]))).ExitCode);

        using var http = new HttpClient();
        var metrics = new CollectorMetrics(http, new Uri(collector["metrics"]), "otlp_http/splunk");
        string[] names = [.. CollectorMetrics.NamedIn("README.md")];
        Assert.Equal(["otelcol_exporter_queue_capacity", "otelcol_exporter_queue_size", "otelcol_exporter_send_failed_log_records"], names.Order(StringComparer.Ordinal));
        Assert.Equal(names.Order(StringComparer.Ordinal), CollectorMetrics.NamedIn("otel-collector.yaml").Order(StringComparer.Ordinal));
        await Eventually.HoldsAsync(async () => await metrics.ValueAsync("otelcol_exporter_send_failed_log_records") == 50, "what the destination refused is counted");
        Assert.Equal(0, await metrics.ValueAsync("otelcol_exporter_queue_size"));
        Assert.Equal(1_000_000_000, await metrics.ValueAsync("otelcol_exporter_queue_capacity"));
    }

    [Fact]
    public async Task As_it_stands_it_sends_nowhere_and_takes_what_comes()
    {
        using var bench = new BridgeBench();
        await File.WriteAllTextAsync(bench.File("twin.yaml"), CollectorTwin.Of(Own()), TestContext.Current.CancellationToken);
        await using var collector = await Peer.StartAsync("otelcol", "--config", bench.File("twin.yaml"));
        bench.Write("nocred-a");

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run("--once", "--otlp", collector["otlp_http"]));

        Assert.True(code == 0, errors);
    }

    private static HashSet<string> UidsAt(Peer destination) => RealCollector.In(destination["out"]).Select(record => record.Uid).ToHashSet();

    private static string Twin(Peer splunk, Peer elasticsearch, LokiServer loki)
    {
        var variables = Own();
        variables["TO_SPLUNK"] = "otlp_http/splunk";
        variables["TO_ELASTICSEARCH"] = "otlp_http/elasticsearch";
        variables["TO_LOKI"] = "otlp_http/loki";
        variables["SPLUNK_HEC_URL"] = splunk["otlp_http"];
        variables["ELASTICSEARCH_URL"] = elasticsearch["otlp_http"];
        variables["LOKI_URL"] = loki.Url;
        return CollectorTwin.Of(variables);
    }

    // The ports and folders that the tests' collector gives to a configuration of one's own.
    private static Dictionary<string, string> Own() => new()
    {
        ["OTLP_GRPC"] = "${env:OTELCOL_GRPC}",
        ["OTLP_HTTP"] = "${env:OTELCOL_HTTP}",
        ["HEALTH"] = "${env:OTELCOL_HEALTH}",
        ["METRICS_PORT"] = "${env:OTELCOL_METRICS_PORT}",
        ["QUEUE_DIR"] = "${env:OTELCOL_DIR}/queue",
    };
}

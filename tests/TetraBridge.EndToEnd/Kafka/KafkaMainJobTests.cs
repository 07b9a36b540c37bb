using System.Globalization;
using System.Text.Json;
using TetraBridge.EndToEnd.Support;

namespace TetraBridge.EndToEnd.Kafka;

/// <summary>The main job into a real broker, read back by clients that share no code with ours.</summary>
public sealed class KafkaMainJobTests
{
    private const string Topic = "tetragon";
    private const int Partitions = 3;
    private const int Kills = 10;
    private const int UsualEvents = 20_000;
    private const int UsualRate = 1500;
    private const int FastRate = 12_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_events_arrive_once_in_order_while_the_broker_is_killed_ten_times()
    {
        var events = int.TryParse(Environment.GetEnvironmentVariable("TETRABRIDGE_KAFKA_EVENTS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : UsualEvents;
        await using var broker = await Peer.StartAsync("kafka");
        await CreateAsync(broker["bootstrap"]);
        using var bench = new BridgeBench();
        string[] route = ["--kafka", broker["bootstrap"], "--topic", Topic, "--key", "node"];
        await using var load = new WrittenLoad(bench.ExportFile, linesAFile: 100_000).Begin(events > UsualEvents ? FastRate : UsualRate);
        await using var bridge = BridgeProcess.Start(bench.Run(route));
        for (var kill = 0; kill < Kills; kill++)
        {
            await Eventually.HoldsAsync(() => load.Count > events / Kills * kill, "the load goes on");
            await broker.CrashAndRestartAsync();
        }

        await Eventually.HoldsAsync(() => load.Count >= events, "the load is written", seconds: 600);
        await load.StopAsync();
        Assert.Equal(0, await bridge.StopAsync());
        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", .. route]));
        Assert.True(code == 0, $"{code}: {errors}");

        // One node is one key, and so one partition: its order is that of the file.
        var arrived = new List<string>();
        for (var partition = 0; partition < Partitions; partition++)
        {
            arrived.AddRange((await KafkaMessage.ReadAsync(broker["bootstrap"], Topic, partition)).Select(static message => message.Uid));
        }

        var written = load.Uids();
        Figures.Print($"Kafka: {written.Count} events, the broker killed {Kills} times, {written.Except(arrived).Count()} missing, {arrived.Count - written.Count} more than written, in order: {written.SequenceEqual(arrived)}");
        Assert.Equal(written.Count, arrived.Count);
        Assert.True(written.SequenceEqual(arrived), "the order of the file");
    }

    [Fact]
    public async Task Events_of_a_process_keep_their_order()
    {
        await using var broker = await Peer.StartAsync("kafka");
        await CreateAsync(broker["bootstrap"]);
        using var bench = new BridgeBench();
        var uids = new LineUids();
        var lines = bench.Write("k8s-restart-a").Select(line => (Uid: uids.Of(line.Text), Key: ExecId(line.Text))).ToList();

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run("--once", "--kafka", broker["bootstrap"], "--topic", Topic));

        Assert.True(code == 0, $"{code}: {errors}");
        var arrived = new List<KafkaMessage>();
        for (var partition = 0; partition < Partitions; partition++)
        {
            arrived.AddRange(await KafkaMessage.ReadAsync(broker["bootstrap"], Topic, partition));
        }

        var byKey = arrived.ToLookup(static message => message.Key, static message => message.Uid);
        Assert.Equal(lines.Count, arrived.Count);
        Assert.All(lines.GroupBy(static line => line.Key, static line => line.Uid), process => Assert.Equal(process, byKey[process.Key]));
    }

    [Fact]
    public async Task Over_tls_and_with_a_login_all_arrives()
    {
        await using var broker = await Peer.StartAsync("kafka", "--tls", "--sasl");
        await CreateAsync(broker["bootstrap"]);
        using var bench = new BridgeBench();
        var lines = bench.Write("nocred-a");
        await File.WriteAllTextAsync(bench.File("password"), "admin-secret\n", Cancellation);
        await File.WriteAllTextAsync(
            bench.File("c.yaml"),
            $$$"""
            sources: {file: {file: {{{bench.ExportFile}}}}}
            state: {{{bench.State}}}
            routes:
              lake:
                kafka:
                  brokers: {{{broker["sasl_ssl"]}}}
                  topic: {{{Topic}}}
                  exactlyOnce: true
                  tls: {caFile: {{{broker["ca"]}}}}
                  sasl: {mechanism: SCRAM-SHA-512, user: admin, passwordFile: password}
            """,
            Cancellation);

        var (code, _, errors) = await BridgeProcess.RunAsync(["run", "--once", "--config", bench.File("c.yaml")]);

        Assert.True(code == 0, $"{code}: {errors}");
        var arrived = 0;
        for (var partition = 0; partition < Partitions; partition++)
        {
            arrived += (await KafkaMessage.ReadAsync(broker["bootstrap"], Topic, partition)).Count;
        }

        Assert.Equal(lines.Count, arrived);
    }

    [Theory]
    [InlineData("otlp_proto")]
    [InlineData("otlp_json")]
    public async Task The_collectors_kafka_receiver_yields_the_same_records_as_the_otlp_sink(string payload)
    {
        await using var broker = await Peer.StartAsync("kafka");
        await CreateAsync(broker["bootstrap"]);
        await using var behindKafka = await Peer.StartAsync("otelcol", "--kafka-in", broker["bootstrap"], "--topic", Topic, "--encoding", payload);
        await using var direct = await RealCollector.StartAsync();
        using var bench = new BridgeBench();
        var lines = bench.Write("nocred-a");

        var (code, _, errors) = await BridgeProcess.RunAsync(bench.Run(["--once", "--kafka", broker["bootstrap"], "--topic", Topic, "--payload", payload, .. direct.Route("http/protobuf")]));

        Assert.True(code == 0, $"{code}: {errors}");
        await Eventually.HoldsAsync(() => RealCollector.In(behindKafka["out"]).Count() >= lines.Count, "the collector reads the topic");
        Assert.Equal(Told(direct.Received()), Told(RealCollector.In(behindKafka["out"])));
    }

    // When the bridge read a line differs from route to route.
    private static List<string> Told(IEnumerable<Received> received) =>
        [.. received.Select(static record => $"{record.EventName} {record.Body} {string.Join(' ', record.Attributes.OrderBy(static a => a.Key, StringComparer.Ordinal))}").Order(StringComparer.Ordinal)];

    private static string ExecId(byte[] line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.EnumerateObject().First(static member => member.Name.StartsWith("process_", StringComparison.Ordinal)).Value.GetProperty("process").GetProperty("exec_id").GetString()!;
    }

    private static async Task CreateAsync(string bootstrap) =>
        await KafkaTool.RunAsync("kafka-topics", "--bootstrap-server", bootstrap, "--create", "--topic", Topic, "--partitions", $"{Partitions}");
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Batches;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka;

/// <summary>A real broker is killed with -9 and started again, over and over, while records are sent; a client of another kind counts what arrived.</summary>
public sealed class KafkaRestartTests
{
    private const int Keys = 37;
    private const int Kills = 10;
    private const int BatchRecords = 250;

    private static int Records => int.TryParse(Environment.GetEnvironmentVariable("TETRABRIDGE_KAFKA_RECORDS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 20_000;

    [Fact]
    public async Task Over_ten_kills_each_record_arrives_once_and_in_the_order_of_its_key()
    {
        await using var broker = await Peer.StartAsync("kafka");
        await KafkaCluster.CreateAsync(broker["bootstrap"], "events", partitions: 4);
        await using var sink = new KafkaSink(new KafkaOptions { BootstrapServers = broker["bootstrap"] }, static () => throw new NotSupportedException(), TimeProvider.System);
        using var bench = new SenderBench(sink);

        var sent = 0;
        var killing = KillAsync(broker, () => sent);
        while (sent < Records)
        {
            var tally = await bench.Sender.SendAsync(Batch(sent), TestContext.Current.CancellationToken);
            Assert.Equal(new Tally(Delivered: BatchRecords), tally);
            sent += BatchRecords;
        }

        await killing;
        var lines = await ConsoleConsumer.ReadAsync(broker["bootstrap"], "events", messages: Records * 2);
        var numbers = lines.Select(static line => line.Split('\t')).Select(static part => (Partition: part[0], Uid: part[1], Key: part[2], Number: int.Parse(part[3], CultureInfo.InvariantCulture))).ToArray();

        Assert.Equal(Records, numbers.Length);
        Assert.Equal(Enumerable.Range(0, Records), numbers.Select(static message => message.Number).Order());
        Assert.All(numbers, static message => Assert.Equal($"uid:uid of {message.Number}", message.Uid));
        foreach (var key in numbers.GroupBy(static message => message.Key))
        {
            Assert.Single(key.Select(static message => message.Partition).Distinct());
            Assert.Equal(key.Select(static message => message.Number).Order(), key.Select(static message => message.Number));
        }
    }

    [Fact]
    public async Task A_partition_whose_leader_dies_goes_on_at_another_broker_with_each_record_once_and_in_order()
    {
        const int batches = 40;
        await using var brokers = await Peer.StartAsync("kafka", "--brokers", "3");
        var bootstrap = brokers["bootstrap"];
        await KafkaCluster.CreateAsync(bootstrap, "events", replication: 3);
        await using var sink = new KafkaSink(new KafkaOptions { BootstrapServers = bootstrap }, static () => throw new NotSupportedException(), TimeProvider.System);
        using var bench = new SenderBench(sink);
        var leader = Leader(bootstrap);

        for (var batch = 0; batch < batches; batch++)
        {
            if (batch == batches / 2)
            {
                var id = await File.ReadAllTextAsync(Path.Combine(brokers["dir"], "brokers", $"{leader}", "pid"), TestContext.Current.CancellationToken);
                using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
                process.Kill();
            }

            Assert.Equal(new Tally(Delivered: BatchRecords), await bench.Sender.SendAsync(Batch(batch * BatchRecords), TestContext.Current.CancellationToken));
        }

        Assert.NotEqual(leader, Leader(bootstrap));
        var arrived = KafkaCluster.Read(bootstrap, "events").Select(static message => int.Parse(Encoding.UTF8.GetString(message.Value), CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(0, batches * BatchRecords), arrived);
    }

    private static int Leader(string bootstrap)
    {
        using var admin = new AdminClientBuilder(new Dictionary<string, string> { ["bootstrap.servers"] = bootstrap }).SetLogHandler(static (_, _) => { }).Build();
        return admin.GetMetadata("events", TimeSpan.FromSeconds(30)).Topics.Single().Partitions.Single().Leader;
    }

    // Each kill waits until records went since the last one, so that it falls into the sending.
    private static async Task KillAsync(Peer broker, Func<int> sent)
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            var mark = (long)Records * kill / (Kills + 1);
            await Eventually.TrueAsync(() => sent() >= mark, $"{mark} records are sent");
            await broker.CrashAndRestartAsync();
        }
    }

    private static Batch Batch(int first)
    {
        var batch = new Batch();
        var topic = "events"u8.ToArray();
        for (var number = first; number < first + BatchRecords; number++)
        {
            KafkaBatches.Add(batch, topic, number.ToString(CultureInfo.InvariantCulture), $"key-{number % Keys}");
        }

        return batch;
    }
}

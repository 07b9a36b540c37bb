using System.Globalization;
using System.Text;
using TetraBridge.Delivery;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka;

/// <summary>A real broker whose disk takes no more: it gives its log up and ends, as one does whose only disk is full.</summary>
public sealed class KafkaDiskTests
{
    private const long Room = 12 << 20;
    private const int Batches = 24;
    private const int BatchRecords = 16;

    [Fact]
    public async Task What_a_broker_has_no_disk_for_waits_and_arrives_once_and_in_order_when_it_has()
    {
        await using var broker = await Peer.StartAsync("kafka");
        await KafkaCluster.CreateAsync(broker["bootstrap"], "events");
        await using var sink = new KafkaSink(
            new KafkaOptions { BootstrapServers = broker["bootstrap"], Compression = KafkaCompression.None }, static () => throw new NotSupportedException(), TimeProvider.System);
        using var bench = new SenderBench(sink);
        await SendAsync(bench, 0);
        broker.LimitFiles(Room);

        var sending = SendRestAsync(bench);
        await Eventually.TrueAsync(() => broker.HasEnded, "the broker gives up");
        Assert.False(sending.IsCompleted, "what it did not take is not delivered");

        await broker.StartAgainAsync();
        await sending;

        var arrived = KafkaCluster.Read(broker["bootstrap"], "events").Select(static message => int.Parse(Encoding.UTF8.GetString(message.Value).TrimEnd(), CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(0, Batches * BatchRecords), arrived);
    }

    private static async Task SendRestAsync(SenderBench bench)
    {
        for (var batch = 1; batch < Batches; batch++)
        {
            await SendAsync(bench, batch);
        }
    }

    // Records of 64 KB: all of them are twice what the broker has room for.
    private static async Task SendAsync(SenderBench bench, int batch)
    {
        var names = Enumerable.Range(batch * BatchRecords, BatchRecords).Select(static number => number.ToString(CultureInfo.InvariantCulture).PadRight(64 * 1024)).ToArray();
        Assert.Equal(new Tally(Delivered: BatchRecords), await bench.Sender.SendAsync(KafkaBatches.Of("events", names), TestContext.Current.CancellationToken));
    }
}

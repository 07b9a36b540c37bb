using Confluent.Kafka;
using TetraBridge.Delivery;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Transactions;

/// <summary>Records and bookmark in one transaction, on a real broker.</summary>
[Collection(KafkaCluster.Name)]
public sealed class KafkaTransactionSinkTests(KafkaCluster cluster)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mock_cluster_takes_transactions_too()
    {
        var topic = await cluster.TopicAsync();
        await using var test = new TransactionBench(cluster.Bootstrap, topic, topic);
        Assert.Null(await test.BeginAsync());

        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("one", "a", "b")).Kind);
        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("two", "c")).Kind);

        Assert.Equal(["a", "b", "c"], test.Taken);
    }

    // A producer that asks this itself dies in librdkafka of these answers, and with it the process (GroupReader).
    [Fact]
    public async Task A_coordinator_that_moves_while_the_bookmark_is_read_is_asked_again()
    {
        using var kafka = new MockKafka();
        kafka.Create("t");
        kafka.RefuseNextOffsets(ErrorCode.NotCoordinatorForGroup, ErrorCode.GroupCoordinatorNotAvailable, ErrorCode.GroupLoadInProgress);
        await using var test = new TransactionBench(kafka.Bootstrap, "t", "id");

        Assert.Null(await test.BeginAsync());

        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("one", "a")).Kind);
    }

    [Fact]
    public async Task The_bookmark_comes_back_as_it_was_kept_with_the_records()
    {
        var topic = await TopicAsync();
        await using (var first = new TransactionBench(cluster.Bootstrap, topic, topic))
        {
            Assert.Null(await first.BeginAsync());
            Assert.Equal(VerdictKind.Delivered, (await first.SendAsync("one", "a", "b")).Kind);
            Assert.Equal(VerdictKind.Delivered, (await first.SendAsync("two", "c")).Kind);
        }

        await using var next = new TransactionBench(cluster.Bootstrap, topic, topic);

        Assert.Equal("two", await next.BeginAsync());
        Assert.Equal(["a", "b", "c"], next.Taken);
        Assert.Equal(VerdictKind.Delivered, (await next.SendAsync("three", "d")).Kind);
    }

    [Fact]
    public async Task The_last_of_several_topics_tells_the_bookmark()
    {
        var (topic, other) = (await TopicAsync(), await TopicAsync());
        await using (var first = new TransactionBench(cluster.Bootstrap, topic, topic))
        {
            await first.BeginAsync();
            await first.SendAsync("one", "a");
            await first.Sink.SendAsync(new BatchSlice(KafkaBatches.Of(other, "b")), "two"u8.ToArray(), Cancellation);
        }

        await using var next = new TransactionBench(cluster.Bootstrap, topic, topic);

        Assert.Equal("two", await next.BeginAsync());
    }

    // decisions 8: of the two ways to keep the bookmark this one was chosen because of what is shown here. A record in a topic that nodes share could be read only up to
    // the oldest open transaction of any node: for as long as that node's transaction may last.
    [Fact]
    public async Task A_transaction_that_another_node_holds_open_delays_neither_the_start_nor_the_delivery()
    {
        var topic = await TopicAsync();
        await using (var first = new TransactionBench(cluster.Bootstrap, topic, $"{topic}.node-1"))
        {
            await first.BeginAsync();
            await first.SendAsync("one", "a");
        }

        using var foreign = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = cluster.Bootstrap, TransactionalId = $"{topic}.node-2", TransactionTimeoutMs = 60_000 }).Build();
        foreign.InitTransactions(TimeSpan.FromSeconds(30));
        foreign.BeginTransaction();
        await foreign.ProduceAsync(topic, new Message<byte[], byte[]> { Value = "foreign"u8.ToArray() }, Cancellation);
        await using var next = new TransactionBench(cluster.Bootstrap, topic, $"{topic}.node-1");
        var began = TimeProvider.System.GetTimestamp();

        Assert.Equal("one", await next.BeginAsync());
        Assert.Equal(VerdictKind.Delivered, (await next.SendAsync("two", "b")).Kind);

        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 5);
        Assert.Equal(["a"], ReadUpToOpenTransaction(topic));
        foreign.AbortTransaction();
        Assert.Equal(["a", "b"], next.Taken);
    }

    [Fact]
    public async Task What_a_bridge_left_open_is_hidden_and_does_not_delay_the_next_one()
    {
        var topic = await TopicAsync();
        using (var killed = new ProducerBuilder<byte[], byte[]>(new ProducerConfig { BootstrapServers = cluster.Bootstrap, TransactionalId = topic, TransactionTimeoutMs = 60_000 }).Build())
        {
            killed.InitTransactions(TimeSpan.FromSeconds(30));
            killed.BeginTransaction();
            await killed.ProduceAsync(topic, new Message<byte[], byte[]> { Value = "half"u8.ToArray() }, Cancellation);
        }

        await using var next = new TransactionBench(cluster.Bootstrap, topic, topic);
        var began = TimeProvider.System.GetTimestamp();

        Assert.Null(await next.BeginAsync());
        Assert.Equal(VerdictKind.Delivered, (await next.SendAsync("one", "a")).Kind);
        Assert.Equal(["a"], next.Taken);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task Of_two_bridges_with_one_id_the_older_one_holds_for_good()
    {
        var topic = await TopicAsync();
        await using var older = new TransactionBench(cluster.Bootstrap, topic, topic);
        await using var newer = new TransactionBench(cluster.Bootstrap, topic, topic);
        await older.BeginAsync();
        Assert.Equal(VerdictKind.Delivered, (await older.SendAsync("one", "a")).Kind);
        Assert.Equal("one", await newer.BeginAsync());
        Assert.Equal(VerdictKind.Delivered, (await newer.SendAsync("two", "b")).Kind);

        var batch = new BatchSlice(KafkaBatches.Of(topic, "b"));
        var fenced = await older.Sink.SendAsync(batch, "two"u8.ToArray(), Cancellation);
        var after = await older.Sink.SendAsync(batch, "two of the older"u8.ToArray(), Cancellation);

        Assert.True(fenced.Kind == VerdictKind.Hold, fenced.Words);
        Assert.Contains("another producer with the same transactional id took over", fenced.Words, StringComparison.Ordinal);
        Assert.True(after.Kind == VerdictKind.Hold, after.Words);
        Assert.Contains("two bridges run for this node, source and route", after.Words, StringComparison.Ordinal);

        // The newer one was fenced once by the older one's look, and finds its own transaction there.
        var third = new BatchSlice(KafkaBatches.Of(topic, "c"));
        Assert.Equal(VerdictKind.Hold, (await newer.Sink.SendAsync(third, "three"u8.ToArray(), Cancellation)).Kind);
        Assert.Equal(VerdictKind.Delivered, (await newer.Sink.SendAsync(third, "three"u8.ToArray(), Cancellation)).Kind);
        Assert.Equal(["a", "b", "c"], newer.Taken);
    }

    [Fact]
    public async Task A_record_that_the_topic_refuses_is_a_dead_letter_and_the_others_are_there_once()
    {
        var topic = $"small-{Guid.NewGuid():n}";
        Assert.SkipUnless(cluster.IsReal, KafkaCluster.NeedsReal);
        await KafkaCluster.CreateAsync(cluster.Bootstrap, topic, 1, new Dictionary<string, string> { ["max.message.bytes"] = "20000" });
        await using var test = new TransactionBench(new KafkaOptions { BootstrapServers = cluster.Bootstrap, Compression = KafkaCompression.None }, topic, topic);
        await test.BeginAsync();
        string[] small = [.. Enumerable.Range(0, 100).Select(static i => $"{i:d4} {new string('x', 995)}")];

        var tally = await test.Frame.Sender.SendAsync(KafkaBatches.Of(topic, [.. small[..50], new string('y', 30_000), .. small[50..]]), Cancellation);

        Assert.Equal(new Tally(Delivered: 100, Dead: 1), tally);
        Assert.Equal(small, test.Taken);
        Assert.Contains("too_large", Assert.Single(test.Frame.Letters), StringComparison.Ordinal);
    }

    private async Task<string> TopicAsync()
    {
        Assert.SkipUnless(cluster.IsReal, KafkaCluster.NeedsReal);
        return await cluster.TopicAsync();
    }

    // A read_committed consumer stops before the oldest open transaction, whatever lies behind it.
    private IReadOnlyList<string> ReadUpToOpenTransaction(string topic) =>
        [.. KafkaCluster.Read(cluster.Bootstrap, topic).Select(static message => System.Text.Encoding.UTF8.GetString(message.Value))];
}

using TetraBridge.Delivery;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Transactions;

/// <summary>Records and bookmark in one transaction, on the most real cluster that is there.</summary>
[Collection(KafkaCluster.Name)]
public sealed class KafkaTransactionSinkTests(KafkaCluster cluster)
{
    private const string NoRead = "TETRABRIDGE_PEERS is not set; the mock cluster does not tell all offsets of a group, and hides nothing of an aborted transaction";

    [Fact]
    public async Task The_bookmark_comes_back_as_it_was_kept_with_the_records()
    {
        Assert.SkipUnless(cluster.IsReal, NoRead);
        var topic = await cluster.TopicAsync();
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
}

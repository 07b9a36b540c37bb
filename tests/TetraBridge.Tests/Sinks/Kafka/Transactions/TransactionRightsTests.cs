using Confluent.Kafka;
using Confluent.Kafka.Admin;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Transactions;

/// <summary>Each right that exactly once needs is asked for by its name, on a real broker with ACLs.</summary>
public sealed class TransactionRightsTests(KafkaBrokerFixture fixture) : IClassFixture<KafkaBrokerFixture>
{
    // librdkafka's number; Confluent.Kafka has no name for it.
    private const ResourceType TransactionalId = (ResourceType)5;

    private static readonly (ResourceType Resource, AclOperation Operation)[] _needed =
    [
        (ResourceType.Topic, AclOperation.Write),
        (ResourceType.Topic, AclOperation.Read),
        (TransactionalId, AclOperation.Write),
        (ResourceType.Group, AclOperation.Read),
    ];

    [Theory]
    [InlineData(ResourceType.Topic, AclOperation.Write, "may not write to the topic")]
    [InlineData(ResourceType.Topic, AclOperation.Read, "allow READ for the topic")]
    [InlineData(TransactionalId, AclOperation.Write, "may not use the transactional id")]
    [InlineData(ResourceType.Group, AclOperation.Read, "may not use the group that keeps the bookmark")]
    public async Task A_right_that_is_missing_is_told(ResourceType resource, AclOperation operation, string words)
    {
        await using var test = await StartAsync(right => right != (resource, operation));

        var verdict = await AttemptAsync(test);

        Assert.True(verdict.Kind == VerdictKind.Hold, verdict.Words);
        Assert.Contains(words, verdict.Words, StringComparison.Ordinal);
        Assert.Empty(test.Taken);
    }

    [Fact]
    public async Task These_rights_are_enough()
    {
        await using var test = await StartAsync(static _ => true);

        var verdict = await AttemptAsync(test);

        Assert.True(verdict.Kind == VerdictKind.Delivered, verdict.Words);
        Assert.Equal(["a"], test.Taken);
    }

    private static async Task<Verdict> AttemptAsync(TransactionBench test)
    {
        var (begun, _) = await test.Sink.BeginAsync(TestContext.Current.CancellationToken);
        return begun.Kind == VerdictKind.Delivered ? await test.SendAsync("one", "a") : begun;
    }

    private async Task<TransactionBench> StartAsync(Func<(ResourceType Resource, AclOperation Operation), bool> isAllowed)
    {
        var name = $"rights-{Guid.NewGuid():n}";
        var bootstrap = fixture.Broker["bootstrap"];
        await KafkaCluster.CreateAsync(bootstrap, name);
        using (var admin = new AdminClientBuilder(new Dictionary<string, string> { ["bootstrap.servers"] = bootstrap }).Build())
        {
            await admin.CreateAclsAsync(_needed.Where(isAllowed).Select(right => new AclBinding
            {
                Pattern = new ResourcePattern { Type = right.Resource, Name = name, ResourcePatternType = ResourcePatternType.Literal },
                Entry = new AccessControlEntry { Principal = "User:alice", Host = "*", Operation = right.Operation, PermissionType = AclPermissionType.Allow },
            }));
        }

        var options = new KafkaOptions { BootstrapServers = fixture.Broker["sasl_plaintext"], Sasl = new KafkaSaslOptions(KafkaSaslMechanism.Plain, "alice", static () => "alice-secret") };
        return new TransactionBench(options, name, name, readFrom: bootstrap);
    }
}

using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Testcontainers.Kafka;

namespace TetraBridge.Tests.Support;

/// <summary>
/// The cluster of the Kafka tests, the most real one that is there: the broker that TETRABRIDGE_PEERS names, else one in a container where Docker answers, else librdkafka's mock
/// cluster. Shared by the tests of the collection; each makes topics of its own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class KafkaCluster : IAsyncLifetime, ICollectionFixture<KafkaCluster>
{
    public const string Name = "kafka";

    /// <summary>Why a test of transactions is skipped.</summary>
    internal const string NeedsReal = "TETRABRIDGE_PEERS is not set and no Docker answers; the mock cluster does not tell all offsets of a group, hides no aborted record and fences nobody";

    private Peer? _broker;
    private KafkaContainer? _container;
    private MockKafka? _mock;
    private int _topics;

    internal string Bootstrap => _broker?["bootstrap"] ?? _container?.GetBootstrapAddress() ?? _mock!.Bootstrap;

    /// <summary>Which it is.</summary>
    internal string Kind => _broker is not null ? "the broker of TETRABRIDGE_PEERS" : _container is not null ? "a broker in a container" : "librdkafka's mock cluster";

    internal bool IsReal => _mock is null;

    public async ValueTask InitializeAsync()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TETRABRIDGE_PEERS")))
        {
            _broker = await Peer.StartAsync("kafka");
        }
        else if (await DockerKafka.TryStartAsync() is { } container)
        {
            _container = container;
        }
        else
        {
            _mock = new MockKafka();
        }

        TestContext.Current.SendDiagnosticMessage($"Kafka tests run against {Kind} at {Bootstrap}");
    }

    /// <summary>A topic of the test's own.</summary>
    internal async Task<string> TopicAsync(int partitions = 1)
    {
        var topic = $"topic-{Interlocked.Increment(ref _topics)}";
        TestContext.Current.TestOutputHelper?.WriteLine($"{topic} at {Kind}");
        _mock?.Create(topic, partitions);
        if (IsReal)
        {
            await CreateAsync(Bootstrap, topic, partitions);
        }

        return topic;
    }

    /// <summary>Creates a topic at a real broker.</summary>
    internal static async Task CreateAsync(string bootstrap, string topic, int partitions = 1, IDictionary<string, string>? settings = null, short replication = 1)
    {
        using var admin = new AdminClientBuilder(new Dictionary<string, string> { ["bootstrap.servers"] = bootstrap }).Build();
        await admin.CreateTopicsAsync([new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = replication, Configs = new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) }]);
    }

    /// <summary>All messages of a topic's partition, in order.</summary>
    internal static IReadOnlyList<Message<byte[], byte[]>> Read(string bootstrap, string topic, int partition = 0)
    {
        var config = new ConsumerConfig { BootstrapServers = bootstrap, GroupId = "test", EnablePartitionEof = true, AutoOffsetReset = AutoOffsetReset.Earliest, EnableAutoCommit = false };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).SetLogHandler(static (_, _) => { }).Build();
        consumer.Assign(new TopicPartitionOffset(topic, partition, Offset.Beginning));
        var messages = new List<Message<byte[], byte[]>>();
        while (consumer.Consume(TimeSpan.FromSeconds(30)) is { } result && !result.IsPartitionEOF)
        {
            messages.Add(result.Message);
        }

        consumer.Close();
        return messages;
    }

    public async ValueTask DisposeAsync()
    {
        _mock?.Dispose();
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }

        if (_container is not null)
        {
            await _container.DisposeAsync();
        }
    }
}

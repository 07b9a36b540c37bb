using TetraBridge.Tests.Contracts;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka;

[Collection(KafkaCluster.Name)]
public sealed class KafkaSinkContractTests(KafkaCluster cluster) : SinkContract
{
    private protected override async Task<ISinkUnderTest> StartAsync() => new KafkaSinkUnderTest(cluster.Bootstrap, await cluster.TopicAsync());
}

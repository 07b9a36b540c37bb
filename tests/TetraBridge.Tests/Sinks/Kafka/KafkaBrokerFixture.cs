using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka;

/// <summary>A real broker with TLS, SASL and ACLs; none where TETRABRIDGE_PEERS is not set, and the tests skip.</summary>
public sealed class KafkaBrokerFixture : IAsyncLifetime
{
    private Peer? _broker;

    internal Peer Broker
    {
        get
        {
            Assert.SkipWhen(_broker is null, "TETRABRIDGE_PEERS is not set; the mock cluster has no TLS, SASL, ACLs or limits of topics");
            return _broker!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("TETRABRIDGE_PEERS")))
        {
            _broker = await Peer.StartAsync("kafka", "--tls", "--sasl", "--acl");
        }
    }

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? default;
}

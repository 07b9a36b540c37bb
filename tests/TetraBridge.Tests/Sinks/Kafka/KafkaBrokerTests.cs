using TetraBridge.Delivery;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka;

/// <summary>What a real broker refuses or asks for: logins, certificates, rights, sizes.</summary>
public sealed class KafkaBrokerTests(KafkaBrokerFixture fixture) : IClassFixture<KafkaBrokerFixture>
{
    private Peer Broker => fixture.Broker;

    private KafkaTlsOptions Tls => new() { CaFile = Broker["ca"] };

    [Theory]
    [InlineData(KafkaSaslMechanism.Plain, true)]
    [InlineData(KafkaSaslMechanism.ScramSha256, true)]
    [InlineData(KafkaSaslMechanism.ScramSha512, true)]
    [InlineData(KafkaSaslMechanism.ScramSha512, false)]
    internal async Task A_login_is_accepted(KafkaSaslMechanism mechanism, bool isTls)
    {
        await using var test = await StartAsync(isTls ? "sasl_ssl" : "sasl_plaintext", options => options with
        {
            Tls = isTls ? Tls : null,
            Sasl = new KafkaSaslOptions(mechanism, "admin", static () => "admin-secret"),
        });

        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a", "b")).Kind);
        Assert.Equal(["a", "b"], test.Taken);
    }

    [Fact]
    public async Task A_token_is_accepted_by_settings_passed_through()
    {
        await using var test = await StartAsync("sasl_plaintext", static options => options with
        {
            Sasl = new KafkaSaslOptions(KafkaSaslMechanism.OAuthBearer, null, null),
            Settings = new Dictionary<string, string> { ["enable.sasl.oauthbearer.unsecure.jwt"] = "true", ["sasl.oauthbearer.config"] = "principal=admin" },
        });

        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a")).Kind);
    }

    [Fact]
    public async Task A_client_certificate_is_shown()
    {
        // User:client has no rights: that the broker knows it by name shows that it read the certificate.
        await using var test = await StartAsync("tls", options => options with { Tls = Tls with { CertificateFile = Broker["client_cert"], KeyFile = Broker["client_key"] } });

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("may not", verdict.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KafkaSaslMechanism.Plain)]
    [InlineData(KafkaSaslMechanism.ScramSha256)]
    internal async Task A_wrong_password_is_told_at_once(KafkaSaslMechanism mechanism)
    {
        await using var test = await StartAsync("sasl_plaintext", options => options with { Sasl = new KafkaSaslOptions(mechanism, "admin", static () => "wrong") });

        await AssertToldAsync(test, VerdictKind.Hold, "refuses the login");
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_at_once()
    {
        await using var test = await StartAsync("tls", static options => options with { Tls = new KafkaTlsOptions() });

        await AssertToldAsync(test, VerdictKind.Hold, "certificate is not trusted");
    }

    [Fact]
    public async Task Tls_to_a_plain_port_is_told_at_once()
    {
        await using var test = await StartAsync("bootstrap", options => options with { Tls = Tls });

        await AssertToldAsync(test, VerdictKind.Hold, "is this its TLS port");
    }

    [Theory]
    [InlineData("tls")]
    [InlineData("sasl_plaintext")]
    public async Task A_port_that_wants_more_is_told(string listener)
    {
        await using var test = await StartAsync(listener, static options => options);

        await AssertToldAsync(test, VerdictKind.Retry, "may want TLS or a login");
    }

    [Fact]
    public async Task No_right_to_write_holds()
    {
        await using var test = await StartAsync("sasl_plaintext", static options => options with { Sasl = new KafkaSaslOptions(KafkaSaslMechanism.Plain, "alice", static () => "alice-secret") });

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("may not write to the topic", verdict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_is_created_where_that_is_wanted_and_else_the_route_holds()
    {
        var topic = $"made-{Guid.NewGuid():n}";
        var options = new KafkaOptions { BootstrapServers = Broker["bootstrap"], Partitions = 2, Replication = 1 };
        await using var without = new KafkaSinkUnderTest(options, topic);
        await using var test = new KafkaSinkUnderTest(options with { CreateTopics = true }, topic);

        var held = await without.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, held.Kind);
        Assert.Contains("does not exist", held.Words, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a")).Kind);
        Assert.Equal(VerdictKind.Delivered, (await without.SendAsync("b")).Kind);
    }

    [Fact]
    public async Task Of_messages_that_are_too_large_for_the_topic_only_those_are_dead_and_none_is_doubled()
    {
        var topic = $"small-{Guid.NewGuid():n}";
        await KafkaCluster.CreateAsync(Broker["bootstrap"], topic, 1, new Dictionary<string, string> { ["max.message.bytes"] = "20000" });
        await using var test = new KafkaSinkUnderTest(new KafkaOptions { BootstrapServers = Broker["bootstrap"], Compression = KafkaCompression.None }, topic);
        using var bench = new SenderBench(test.Sink);
        string[] small = [.. Enumerable.Range(0, 100).Select(static i => $"{i:d4} {new string('x', 995)}")];
        await bench.Sender.SendAsync(test.BatchOf("first"), TestContext.Current.CancellationToken);

        var tally = await bench.Sender.SendAsync(test.BatchOf([.. small[..50], new string('y', 30_000), .. small[50..]]), TestContext.Current.CancellationToken);

        Assert.Equal(new Tally(Delivered: 100, Dead: 1), tally);
        Assert.Equal(["first", .. small], test.Taken);
        Assert.Contains("too_large", Assert.Single(bench.Letters), StringComparison.Ordinal);
    }

    private static async Task AssertToldAsync(KafkaSinkUnderTest test, VerdictKind kind, string part)
    {
        using var stop = new CancellationTokenSource();
        var began = TimeProvider.System.GetTimestamp();
        var sending = test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), stop.Token).AsTask();

        var told = await test.TroubleAsync(part);

        Assert.Equal(kind, told.Kind);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 5);
        await stop.CancelAsync();

        // Nothing is dropped: it is either still waiting, or asked to come again.
        try
        {
            Assert.True((await sending).Kind is VerdictKind.Retry or VerdictKind.Hold or VerdictKind.NoAnswer);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<KafkaSinkUnderTest> StartAsync(string listener, Func<KafkaOptions, KafkaOptions> change)
    {
        var topic = $"topic-{Guid.NewGuid():n}";
        await KafkaCluster.CreateAsync(Broker["bootstrap"], topic);
        return new KafkaSinkUnderTest(change(new KafkaOptions { BootstrapServers = Broker[listener] }), topic, readFrom: Broker["bootstrap"]);
    }
}

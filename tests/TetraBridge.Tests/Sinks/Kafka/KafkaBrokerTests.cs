using TetraBridge.Delivery;
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

    [Fact]
    public async Task No_message_passes_those_that_are_refused_together()
    {
        var topic = $"order-{Guid.NewGuid():n}";
        await KafkaCluster.CreateAsync(Broker["bootstrap"], topic, 1, new Dictionary<string, string> { ["max.message.bytes"] = "50000" });
        await using var test = new KafkaSinkUnderTest(
            new KafkaOptions
            {
                BootstrapServers = Broker["bootstrap"],
                Compression = KafkaCompression.None,
                Settings = new Dictionary<string, string> { ["batch.num.messages"] = "20", ["linger.ms"] = "100" },
            },
            topic);
        using var bench = new SenderBench(test.Sink);

        // Twenty messages of 1 KB are taken together; with the large one they are refused, though each is taken alone.
        string[] names = [.. Enumerable.Range(0, 400).Select(static i => $"{i:d4} {new string('x', i == 130 ? 40_000 : 1000)}")];
        var tally = await bench.Sender.SendAsync(test.BatchOf(names), TestContext.Current.CancellationToken);

        Assert.Equal(new Tally(Delivered: names.Length), tally);
        Assert.Equal(names, test.Taken);
    }

    [Fact]
    public async Task A_topic_that_takes_little_is_served_in_order_by_smaller_requests()
    {
        var topic = $"little-{Guid.NewGuid():n}";
        await KafkaCluster.CreateAsync(Broker["bootstrap"], topic, 1, new Dictionary<string, string> { ["max.message.bytes"] = "100000" });
        await using var test = new KafkaSinkUnderTest(new KafkaOptions { BootstrapServers = Broker["bootstrap"], Compression = KafkaCompression.None }, topic);
        using var bench = new SenderBench(test.Sink);
        string[] names = [.. Enumerable.Range(0, 1500).Select(static i => $"{i:d4} {new string('x', 995)}")];

        var tally = await bench.Sender.SendAsync(test.BatchOf(names), TestContext.Current.CancellationToken);

        Assert.Equal(new Tally(Delivered: names.Length), tally);
        Assert.Equal(names, test.Taken);
    }

    [Fact]
    public async Task A_password_that_was_corrected_holds_without_a_restart()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("password"), "wrong", TestContext.Current.CancellationToken);
        await using var test = await StartAsync("sasl_plaintext", options => options with
        {
            Sasl = new KafkaSaslOptions(KafkaSaslMechanism.ScramSha256, "admin", () => File.ReadAllText(folder.File("password"))),
        });
        using var bench = new SenderBench(test.Sink);
        var sending = bench.Sender.SendAsync(test.BatchOf("a", "b"), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => bench.Outage.Trouble?.Words.Contains("refuses the login", StringComparison.Ordinal) == true, "the wrong login is told");

        await File.WriteAllTextAsync(folder.File("password"), "admin-secret", TestContext.Current.CancellationToken);

        Assert.Equal(new Tally(Delivered: 2), await sending);
        Assert.Equal(["a", "b"], test.Taken);
    }

    [Fact]
    public async Task What_the_login_is_refused_for_is_the_verdict_of_a_question_for_a_topic_too()
    {
        await using var test = await StartAsync("sasl_plaintext", static options => options with { Sasl = new KafkaSaslOptions(KafkaSaslMechanism.Plain, "admin", static () => "wrong") });

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("refuses the login", verdict.Words, StringComparison.Ordinal);
    }

    // Told while the sending waits, before it has its end: the first trouble of all is the reason.
    private static async Task AssertToldAsync(KafkaSinkUnderTest test, VerdictKind kind, string part)
    {
        var sending = test.SendAsync("a");

        var told = await test.TroubleAsync(part);

        Assert.False(sending.IsCompleted);
        Assert.Equal(kind, told.Kind);
        Assert.Equal(told, test.Troubles.First());

        // Nothing is dropped: it is asked to come again, for the same reason.
        var verdict = await sending;
        Assert.Equal(kind, verdict.Kind);
        Assert.Contains(part, verdict.Words, StringComparison.Ordinal);
    }

    private async Task<KafkaSinkUnderTest> StartAsync(string listener, Func<KafkaOptions, KafkaOptions> change)
    {
        var topic = $"topic-{Guid.NewGuid():n}";
        await KafkaCluster.CreateAsync(Broker["bootstrap"], topic);
        return new KafkaSinkUnderTest(change(new KafkaOptions { BootstrapServers = Broker[listener] }), topic, readFrom: Broker["bootstrap"]);
    }
}

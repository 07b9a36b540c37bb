using Confluent.Kafka;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Transactions;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka;

/// <summary>What is told of connections, and when a producer is made anew, by a scripted producer.</summary>
public sealed class KafkaLinkTests : IProgress<Verdict>, IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedKafka _kafka;
    private readonly List<Verdict> _troubles = [];

    public KafkaLinkTests() => _kafka = new ScriptedKafka(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    void IProgress<Verdict>.Report(Verdict value) => _troubles.Add(value);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Why_a_topic_can_not_be_asked_for_is_told_by_what_the_connection_said()
    {
        await using var sink = Sink();
        _kafka.Find = static reports =>
        {
            reports.Failed(ErrorCode.Local_Authentication, "no such user");
            return ErrorCode.Local_TimedOut;
        };

        var verdict = await SendAsync(sink);

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("refuses the login", verdict.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_bad_broker_of_several_is_no_trouble_while_the_others_deliver()
    {
        await using var sink = Sink();
        _kafka.Find = static reports =>
        {
            reports.Failed(ErrorCode.Local_Ssl, "certificate verify failed");
            return ErrorCode.NoError;
        };

        Assert.Equal(VerdictKind.Delivered, (await SendAsync(sink)).Kind);

        Assert.Empty(_troubles);
    }

    [Fact]
    public async Task Where_no_broker_is_left_the_reason_is_told_at_once()
    {
        await using var sink = Sink();
        _kafka.Find = static reports =>
        {
            reports.Failed(ErrorCode.Local_Ssl, "certificate verify failed");
            reports.Failed(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down");
            return ErrorCode.NoError;
        };

        await SendAsync(sink);

        var trouble = Assert.Single(_troubles);
        Assert.Equal(VerdictKind.Hold, trouble.Kind);
        Assert.Contains("not trusted", trouble.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tls_broker_that_is_down_is_no_matter_of_tls()
    {
        var trouble = KafkaTroubles.Of(ErrorCode.Local_Transport, "sasl_ssl://k:9093/bootstrap: Connect to k:9093 failed: Connection refused");

        Assert.Equal(VerdictKind.Retry, trouble.Kind);
        Assert.Contains("it is down", trouble.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("ca.pem")]
    public async Task A_secret_or_certificate_that_changed_makes_a_new_producer(string changed)
    {
        File.WriteAllText(_folder.File("password"), "old");
        File.WriteAllText(_folder.File("ca.pem"), "old");
        await using var sink = Sink();
        await SendAsync(sink);
        _time.Advance(TimeSpan.FromSeconds(6));
        await SendAsync(sink);
        Assert.Equal(1, _kafka.Producers);

        File.WriteAllText(_folder.File(changed), "newer");
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(VerdictKind.Delivered, (await SendAsync(sink)).Kind);
        Assert.Equal(2, _kafka.Producers);
        await SendAsync(sink);
        Assert.Equal(2, _kafka.Producers);
    }

    private KafkaTransactionSink Sink()
    {
        var sink = _kafka.Sink(new KafkaOptions
        {
            BootstrapServers = "",
            Tls = new KafkaTlsOptions { CaFile = _folder.File("ca.pem") },
            Sasl = new KafkaSaslOptions(KafkaSaslMechanism.Plain, "u", () => File.ReadAllText(_folder.File("password"))),
        });
        sink.TellTrouble(this);
        return sink;
    }

    private static async Task<Verdict> SendAsync(KafkaTransactionSink sink) =>
        await sink.SendAsync(new BatchSlice(KafkaBatches.Of("t", "a")), "bookmark"u8.ToArray(), Cancellation);
}

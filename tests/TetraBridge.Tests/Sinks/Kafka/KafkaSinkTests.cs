using System.Text;
using Confluent.Kafka;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka;

/// <summary>Each failure's verdict, by the mock cluster's error injection.</summary>
[Collection(KafkaCluster.Name)]
public sealed class KafkaSinkTests : IDisposable
{
    private readonly MockKafka _kafka = new();

    public KafkaSinkTests() => _kafka.Create("t");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _kafka.Dispose();

    [Fact]
    public async Task Key_headers_and_value_arrive_as_they_were_encoded()
    {
        await using var test = Start();
        var batch = new Batch();
        KafkaBatches.Add(batch, "t"u8.ToArray(), "value", "key");
        KafkaBatches.Add(batch, "t"u8.ToArray(), "", null);
        KafkaBatches.Add(batch, "t"u8.ToArray(), "x", "");

        Assert.Equal(VerdictKind.Delivered, (await test.Sink.SendAsync(new BatchSlice(batch), Cancellation)).Kind);

        var messages = KafkaCluster.Read(_kafka.Bootstrap, "t");
        Assert.Equal("key", Encoding.UTF8.GetString(messages[0].Key));
        Assert.Equal("uid of value", Encoding.UTF8.GetString(messages[0].Headers.Single().GetValueBytes()));
        Assert.Equal("uid", messages[0].Headers.Single().Key);
        Assert.Equal("value", Encoding.UTF8.GetString(messages[0].Value));
        Assert.Null(messages[1].Key);
        Assert.NotNull(messages[1].Value);
        Assert.Empty(messages[1].Value);
        Assert.Empty(messages[2].Key);
    }

    [Theory]
    [InlineData(ErrorCode.NotEnoughReplicas)]
    [InlineData(ErrorCode.NotLeaderForPartition)]
    [InlineData(ErrorCode.RequestTimedOut)]
    [InlineData(ErrorCode.KafkaStorageError)]
    public async Task What_passes_is_retried_inside_and_arrives_once(ErrorCode error)
    {
        await using var test = Start();
        _kafka.RefuseNext(error, times: 2);

        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a", "b")).Kind);
        Assert.Equal(["a", "b"], test.Taken);
    }

    [Theory]
    [InlineData(ErrorCode.MsgSizeTooLarge, VerdictKind.TooLarge, "max.message.bytes")]
    [InlineData(ErrorCode.TopicAuthorizationFailed, VerdictKind.Hold, "allow WRITE")]
    [InlineData(ErrorCode.InvalidRecord, VerdictKind.Rejected, "refuses the record")]
    [InlineData(ErrorCode.UnsupportedForMessageFormat, VerdictKind.Hold, "too old")]
    internal async Task What_the_broker_refuses_has_its_verdict_and_words(ErrorCode error, VerdictKind expected, string part)
    {
        await using var test = Start();
        _kafka.RefuseNext(error);

        var verdict = await test.SendAsync("a");

        Assert.Equal(expected, verdict.Kind);
        Assert.Contains(part, verdict.Words, StringComparison.Ordinal);
        Assert.Empty(test.Taken);
    }

    [Fact]
    public async Task A_message_over_the_producers_own_limit_is_named_and_the_others_arrive()
    {
        await using var test = Start();

        var verdict = await test.SendAsync("a", new string('x', 1_100_000), "b");

        Assert.Equal(VerdictKind.PartlyTaken, verdict.Kind);
        Assert.Equal([1], verdict.Left);
        Assert.Equal(["a", "b"], test.Taken);
        Assert.Equal(VerdictKind.TooLarge, (await test.SendAsync(new string('x', 1_100_000))).Kind);
    }

    [Fact]
    public async Task An_unknown_topic_holds_and_is_found_once_it_exists()
    {
        await using var test = new KafkaSinkUnderTest(_kafka.Bootstrap, "later");
        _kafka.SetTopicError("later", ErrorCode.UnknownTopicOrPart);

        var verdict = await test.SendAsync("a");
        _kafka.SetTopicError("later", ErrorCode.NoError);

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("topic later: the topic does not exist", verdict.Words, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a")).Kind);
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_goes_to_the_fallback()
    {
        _kafka.SetTopicError("nowhere", ErrorCode.UnknownTopicOrPart);
        await using var test = new KafkaSinkUnderTest(new KafkaOptions { BootstrapServers = _kafka.Bootstrap, FallbackTopic = "t" }, "nowhere");

        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a")).Kind);
        Assert.Equal("a", Encoding.UTF8.GetString(Assert.Single(KafkaCluster.Read(_kafka.Bootstrap, "t")).Value));
    }

    [Fact]
    public async Task A_topic_known_beforehand_is_checked_before_the_first_record_goes()
    {
        _kafka.SetTopicError("gaps", ErrorCode.UnknownTopicOrPart);
        await using var test = new KafkaSinkUnderTest(new KafkaOptions { BootstrapServers = _kafka.Bootstrap, Topics = ["t", "gaps"] }, "t");

        var verdict = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("gaps", verdict.Words, StringComparison.Ordinal);
        Assert.Empty(test.Taken);
    }

    [Fact]
    public async Task A_topic_known_beforehand_is_asked_for_before_there_is_any_record()
    {
        _kafka.SetTopicError("gaps", ErrorCode.UnknownTopicOrPart);
        await using var test = new KafkaSinkUnderTest(new KafkaOptions { BootstrapServers = _kafka.Bootstrap, Topics = ["gaps"] }, "t");

        var trouble = await test.TroubleAsync("topic gaps: the topic does not exist");

        Assert.Equal(VerdictKind.Hold, trouble.Kind);
    }

    [Fact]
    public async Task What_can_not_be_asked_at_the_start_does_not_delay_the_end()
    {
        _kafka.Down();
        var test = new KafkaSinkUnderTest(new KafkaOptions { BootstrapServers = _kafka.Bootstrap, Topics = ["t"] }, "t");

        await test.DisposeAsync();

        Assert.Empty(test.Troubles);
    }

    [Fact]
    public async Task A_fatal_error_heals_itself_and_the_next_sending_has_a_new_producer()
    {
        await using var test = Start();
        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a")).Kind);
        _kafka.RefuseNext(ErrorCode.OutOfOrderSequenceNumber);

        var verdict = await test.SendAsync("b");

        Assert.Equal(VerdictKind.Retry, verdict.Kind);
        Assert.DoesNotContain(test.Troubles, static told => told.Kind == VerdictKind.Hold);
        Assert.Contains("made anew", verdict.Words, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("b")).Kind);
        Assert.Equal(["a", "b"], test.Taken);
    }

    [Fact]
    public async Task A_broker_that_is_down_is_told_while_the_records_wait_and_they_arrive_once()
    {
        await using var test = Start();
        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a")).Kind);
        _kafka.Down();

        var sending = test.SendAsync("b", "c");
        var trouble = await test.TroubleAsync("Connection refused");
        Assert.False(sending.IsCompleted);
        _kafka.Up();

        Assert.Equal(VerdictKind.Retry, trouble.Kind);
        Assert.Equal(VerdictKind.Delivered, (await sending).Kind);
        Assert.Equal(["a", "b", "c"], test.Taken);
    }

    [Fact]
    public async Task What_is_cancelled_while_it_waits_is_given_up()
    {
        await using var test = Start();
        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync("a")).Kind);
        _kafka.Down();
        using var stop = new CancellationTokenSource();

        var sending = test.Sink.SendAsync(new BatchSlice(test.BatchOf("b")), stop.Token).AsTask();
        await test.TroubleAsync("refused");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await test.DisposeAsync();
        _kafka.Up();
        Assert.Equal(["a"], test.Taken);
    }

    [Fact]
    public async Task A_refused_setting_holds_with_its_reason()
    {
        await using var test = new KafkaSinkUnderTest(
            new KafkaOptions { BootstrapServers = _kafka.Bootstrap, Settings = new Dictionary<string, string> { ["acks"] = "1" } }, "t");
        await using var unknown = new KafkaSinkUnderTest(
            new KafkaOptions { BootstrapServers = _kafka.Bootstrap, Settings = new Dictionary<string, string> { ["no.such.setting"] = "1" } }, "t");

        var refused = await test.SendAsync("a");

        Assert.Equal(VerdictKind.Hold, refused.Kind);
        Assert.Contains("acks can't be set: records would be lost", refused.Words, StringComparison.Ordinal);
        Assert.Contains("no.such.setting", (await unknown.SendAsync("a")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partitioner")]
    [InlineData("enabled_events")]
    [InlineData("topic.blacklist")]
    [InlineData("ssl.engine.location")]
    [InlineData("ssl.providers")]
    public void What_would_break_a_promise_is_refused(string setting) => Assert.NotNull(KafkaRefusedSettings.Reason(setting));

    [Theory]
    [InlineData(KafkaCompression.None)]
    [InlineData(KafkaCompression.Gzip)]
    [InlineData(KafkaCompression.Snappy)]
    [InlineData(KafkaCompression.Lz4)]
    [InlineData(KafkaCompression.Zstd)]
    internal async Task Each_compression_is_in_the_library(KafkaCompression compression)
    {
        await using var test = new KafkaSinkUnderTest(new KafkaOptions { BootstrapServers = _kafka.Bootstrap, Compression = compression }, "t");

        Assert.Equal(VerdictKind.Delivered, (await test.SendAsync(new string('a', 1000))).Kind);
    }

    [Fact]
    public void A_library_that_is_too_old_for_scram_is_told()
    {
        Assert.Null(KafkaLibrary.Shortcoming(KafkaLibrary.Version));
        Assert.Contains("2.0.2 is older than 2.6.1", KafkaLibrary.Shortcoming("2.0.2"), StringComparison.Ordinal);
        Assert.Null(KafkaLibrary.Shortcoming("2.6.1"));
        Assert.Null(KafkaLibrary.Shortcoming("2.16.0-RC1"));
    }

    private KafkaSinkUnderTest Start() => new(_kafka.Bootstrap, "t");
}

using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Time.Testing;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Transactions;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Kafka.Transactions;

/// <summary>What is sent and what is not, whatever end a transaction has.</summary>
public sealed class DoubtfulCommitTests : IAsyncDisposable
{
    private static readonly TransactionFailure _noAnswer = new(ErrorCode.Local_TimedOut, "no answer");
    private static readonly TransactionFailure _fenced = new(ErrorCode.Local_Fenced, "a newer producer", IsFatal: true);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedKafka _kafka;
    private readonly KafkaTransactionSink _sink;

    public DoubtfulCommitTests()
    {
        _kafka = new ScriptedKafka(_time);
        _sink = _kafka.Sink();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_doubtful_commit_nothing_is_sent_before_the_bookmark_is_read_again(bool happened)
    {
        await _sink.BeginAsync(Cancellation);
        var slice = Slice("a", "b");
        _kafka.Commits.Enqueue((_noAnswer, happened));

        Assert.Equal(VerdictKind.Retry, (await SendAsync(slice, "one")).Kind);
        _kafka.Steps.Clear();
        Assert.Equal(VerdictKind.Delivered, (await SendAsync(slice, "one")).Kind);

        string[] again = happened ? [] : ["begin", "produce", "produce", "keep", "commit"];
        Assert.Equal(["init", "read", .. again], _kafka.Steps);
        Assert.Equal(["a", "b"], _kafka.Taken);
        Assert.Equal(1, _kafka.Committed.Number);
    }

    [Fact]
    public async Task A_doubt_stays_while_the_broker_can_not_be_asked()
    {
        await _sink.BeginAsync(Cancellation);
        var slice = Slice("a");
        _kafka.Commits.Enqueue((_noAnswer, true));
        _kafka.Inits.Enqueue(_noAnswer);

        Assert.Equal(VerdictKind.Retry, (await SendAsync(slice, "one")).Kind);
        Assert.Equal(VerdictKind.Retry, (await SendAsync(slice, "one")).Kind);
        Assert.Equal(VerdictKind.Delivered, (await SendAsync(slice, "one")).Kind);
        Assert.Equal(["a"], _kafka.Taken);
    }

    [Fact]
    public async Task Who_is_fenced_holds_and_goes_on_where_nobody_delivered_meanwhile()
    {
        await _sink.BeginAsync(Cancellation);
        var slice = Slice("a");
        _kafka.Commits.Enqueue((_fenced, false));

        var held = await SendAsync(slice, "one");

        Assert.Equal(VerdictKind.Hold, held.Kind);
        Assert.Contains("do two bridges run", held.Words, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Delivered, (await SendAsync(slice, "one")).Kind);
        Assert.Equal(["a"], _kafka.Taken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Who_is_fenced_sends_nothing_more_and_fences_nobody_once_another_delivered(long number)
    {
        await _sink.BeginAsync(Cancellation);
        var slice = Slice("a");
        _kafka.Commits.Enqueue((_fenced, false));
        await SendAsync(slice, "one");

        // A transaction of the other may have the number that is in doubt here.
        _kafka.Committed = new CommittedBookmark(number, "another's"u8.ToArray());
        var held = await SendAsync(slice, "one");
        _kafka.Steps.Clear();
        var again = await SendAsync(slice, "one");

        Assert.Equal((VerdictKind.Hold, VerdictKind.Hold), (held.Kind, again.Kind));
        Assert.Contains("two bridges run", again.Words, StringComparison.Ordinal);
        Assert.Empty(_kafka.Steps);
        Assert.Empty(_kafka.Taken);
    }

    [Fact]
    public async Task A_refused_record_takes_the_others_along_until_it_is_alone()
    {
        await _sink.BeginAsync(Cancellation);
        _kafka.End = static value => value == "large" ? ErrorCode.MsgSizeTooLarge : value == "behind" ? ErrorCode.Local_PurgeQueue : ErrorCode.NoError;

        var verdict = await SendAsync(Slice("a", "large", "behind"), "one");

        Assert.Equal(VerdictKind.TooLarge, verdict.Kind);
        Assert.Equal("abort", _kafka.Steps[^1]);
        Assert.Empty(_kafka.Taken);
    }

    [Fact]
    public async Task What_a_topic_refused_for_its_size_is_not_put_into_a_transaction_again()
    {
        await _sink.BeginAsync(Cancellation);
        _kafka.End = static value => value.Length >= 100 ? ErrorCode.MsgSizeTooLarge : ErrorCode.NoError;
        Assert.Equal(VerdictKind.TooLarge, (await SendAsync(Slice(new string('x', 100)), "one")).Kind);
        _kafka.Steps.Clear();

        Assert.Equal(VerdictKind.TooLarge, (await SendAsync(Slice("a", new string('y', 120)), "one")).Kind);
        Assert.Empty(_kafka.Steps);
        Assert.Equal(VerdictKind.TooLarge, (await SendAsync(Slice(new string('y', 1_000_001)), "one")).Kind);
        Assert.Equal(VerdictKind.Delivered, (await SendAsync(Slice("a"), "one")).Kind);
    }

    [Fact]
    public async Task Offsets_that_expired_do_not_hold()
    {
        await _sink.BeginAsync(Cancellation);
        await SendAsync(Slice("a"), "one");
        _kafka.Committed = default;
        _kafka.Commits.Enqueue((_noAnswer, false));
        var slice = Slice("b");

        Assert.Equal(VerdictKind.Retry, (await SendAsync(slice, "two")).Kind);
        Assert.Equal(VerdictKind.Delivered, (await SendAsync(slice, "two")).Kind);
        Assert.Equal(2, _kafka.Committed.Number);
    }

    [Fact]
    public async Task A_bookmark_that_is_older_because_a_topic_was_deleted_does_not_hold()
    {
        await _sink.BeginAsync(Cancellation);
        await SendAsync(Slice("a"), "one");
        await SendAsync(Slice("b"), "two");
        _kafka.Committed = new CommittedBookmark(1, "one"u8.ToArray());
        _kafka.Commits.Enqueue((_noAnswer, false));
        var slice = Slice("c");

        Assert.Equal(VerdictKind.Retry, (await SendAsync(slice, "three")).Kind);
        Assert.Equal(VerdictKind.Delivered, (await SendAsync(slice, "three")).Kind);
        Assert.Equal(3, _kafka.Committed.Number);
    }

    [Theory]
    [InlineData(14, VerdictKind.Hold, "do two bridges run")]
    [InlineData(16, VerdictKind.Retry, "open for 16 s, and the broker gave it up after 15 s")]
    internal async Task Who_was_open_for_too_long_is_not_told_of_a_rival(int seconds, VerdictKind kind, string words)
    {
        await _sink.BeginAsync(Cancellation);
        var slice = Slice("a");
        _kafka.Keeps.Enqueue(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            return _fenced;
        });

        var verdict = await SendAsync(slice, "one");

        Assert.Equal(kind, verdict.Kind);
        Assert.Contains(words, verdict.Words, StringComparison.Ordinal);
        Assert.Equal(VerdictKind.Delivered, (await SendAsync(slice, "one")).Kind);
        Assert.Equal(["a"], _kafka.Taken);
    }

    [Fact]
    public async Task No_right_to_keep_the_bookmark_is_told_by_its_own_name()
    {
        await _sink.BeginAsync(Cancellation);
        _kafka.Keeps.Enqueue(static () => new TransactionFailure(ErrorCode.TopicAuthorizationFailed, "refused"));

        var verdict = await SendAsync(Slice("a"), "one");

        Assert.Equal(VerdictKind.Hold, verdict.Kind);
        Assert.Contains("topic t: this user may not keep the bookmark", verdict.Words, StringComparison.Ordinal);
        Assert.Contains("allow READ for the topic", verdict.Words, StringComparison.Ordinal);
        Assert.Equal("abort", _kafka.Steps[^1]);
    }

    [Fact]
    public async Task What_is_open_when_the_end_comes_is_given_up_so_that_readers_do_not_wait_for_it()
    {
        await _sink.BeginAsync(Cancellation);
        _kafka.IsSilent = true;
        using var stop = new CancellationTokenSource();
        var sending = _sink.SendAsync(Slice("a"), "one"u8.ToArray(), stop.Token).AsTask();
        await Eventually.TrueAsync(() => _kafka.Steps.Contains("produce"), "the record is on its way");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        await _sink.DisposeAsync();

        Assert.Equal(["begin", "produce", "abort"], _kafka.Steps[^3..]);
    }

    [Fact]
    public async Task A_refused_length_is_forgotten_after_a_while()
    {
        await _sink.BeginAsync(Cancellation);
        var slice = Slice(new string('x', 100));
        _kafka.End = static _ => ErrorCode.MsgSizeTooLarge;
        Assert.Equal(VerdictKind.TooLarge, (await SendAsync(slice, "one")).Kind);
        _kafka.End = static _ => ErrorCode.NoError;
        Assert.Equal(VerdictKind.TooLarge, (await SendAsync(slice, "one")).Kind);

        _time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(VerdictKind.Delivered, (await SendAsync(slice, "one")).Kind);
    }

    [Fact]
    public async Task A_refused_length_says_nothing_where_records_are_compressed()
    {
        await using var sink = _kafka.Sink(new KafkaOptions { BootstrapServers = "", Compression = KafkaCompression.Zstd });
        await sink.BeginAsync(Cancellation);
        _kafka.End = static value => value[0] == 'x' ? ErrorCode.MsgSizeTooLarge : ErrorCode.NoError;
        Assert.Equal(VerdictKind.TooLarge, (await sink.SendAsync(Slice(new string('x', 100)), "one"u8.ToArray(), Cancellation)).Kind);

        Assert.Equal(VerdictKind.Delivered, (await sink.SendAsync(Slice(new string('y', 120)), "one"u8.ToArray(), Cancellation)).Kind);
    }

    private static BatchSlice Slice(params ReadOnlySpan<string> names) => new(KafkaBatches.Of("t", names));

    private Task<Verdict> SendAsync(BatchSlice slice, string bookmark) => _sink.SendAsync(slice, Encoding.UTF8.GetBytes(bookmark), Cancellation).AsTask();
}

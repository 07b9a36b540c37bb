using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka.Topics;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// Exactly once: each sending is one transaction of records and bookmark, so a read_committed consumer sees each event once, whatever is
/// killed when. Where it is in doubt whether a transaction was committed, nothing is sent before the broker has answered that.
/// </summary>
internal sealed class KafkaTransactionSink : IBookmarkingSink, IWaitingSink
{
    private static readonly Verdict _takenOver = new(
        VerdictKind.Hold,
        "another producer with the same transactional id delivered since: two bridges run for this node, source and route. This one sends nothing any more; stop one of them, then start this one again");

    private static readonly TimeSpan _abortBound = TimeSpan.FromSeconds(2);

    private readonly Func<IRecordEncoder> _encoders;
    private readonly string _id;
    private readonly KafkaLink _link;
    private readonly KafkaTopics _topics;
    private readonly MessageSizes _sizes;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _one = new(1, 1);
    private TransactionState _state;
    private IKafkaTransactions? _transactions;
    private CommittedBookmark? _committed;
    private (BatchSlice Slice, CommittedBookmark Next)? _doubt;
    private long _opened;

    /// <summary>Makes the sink; nothing is connected before <see cref="BeginAsync"/>.</summary>
    /// <param name="options">The cluster; with <see cref="KafkaOptions.TransactionalId"/>.</param>
    /// <param name="encoders">Makes an encoder for a route's loop.</param>
    /// <param name="producers">Makes a producer; again after a fatal error.</param>
    /// <param name="clock">Time.</param>
    public KafkaTransactionSink(KafkaOptions options, Func<IRecordEncoder> encoders, Func<IKafkaReports, IKafkaProducer> producers, TimeProvider clock)
    {
        _encoders = encoders;
        _id = options.TransactionalId!;
        _clock = clock;
        _link = new KafkaLink(producers, new KafkaCredentials(options, clock), clock);
        _topics = new KafkaTopics(options, _link);
        _sizes = new MessageSizes(KafkaSettings.LargestMessage(options), options.Compression == KafkaCompression.None, clock);
        Limits = options.Limits;
    }

    /// <summary>Makes the sink on librdkafka.</summary>
    public KafkaTransactionSink(KafkaOptions options, Func<IRecordEncoder> encoders, TimeProvider clock)
        : this(options, encoders, reports => new NativeKafkaProducer(KafkaSettings.Producer(options, new RequestSize(options).Bytes), reports, clock), clock)
    {
    }

    /// <inheritdoc/>
    public SinkLimits Limits { get; }

    /// <inheritdoc/>
    public void TellTrouble(IProgress<Verdict> to) => _link.Trouble = to;

    /// <inheritdoc/>
    public IRecordEncoder CreateEncoder() => _encoders();

    /// <inheritdoc/>
    public async ValueTask<KeptBookmark> BeginAsync(CancellationToken cancellation)
    {
        // The topics that are known beforehand are asked for here: a mistake shows before the first event.
        var trouble = await OneAsync(
            async () => await ReadyAsync(cancellation).ConfigureAwait(false) ?? await CheckAsync([], cancellation).ConfigureAwait(false),
            cancellation).ConfigureAwait(false);
        return trouble is { } verdict ? new KeptBookmark(verdict) : new KeptBookmark(Verdict.Delivered, _committed?.Bytes);
    }

    /// <inheritdoc/>
    public ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation) => SendAsync(slice, null, cancellation);

    /// <inheritdoc/>
    public async ValueTask<Verdict> SendAsync(BatchSlice slice, byte[]? bookmark, CancellationToken cancellation) =>
        (await OneAsync(
            async () => await ReadyAsync(cancellation).ConfigureAwait(false)
                ?? Settled(slice)
                ?? await CheckAsync(slice.Batch.Groups.Select(Encoding.UTF8.GetString), cancellation).ConfigureAwait(false)
                ?? _sizes.Check(slice, _topics.Of(slice.Batch))
                ?? await TransactAsync(slice, bookmark, cancellation).ConfigureAwait(false),
            cancellation).ConfigureAwait(false)).GetValueOrDefault();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Readers wait for an open transaction until it times out: it is aborted before the producer goes, where the broker answers soon.
        if (_state == TransactionState.Open && !_link.IsFatal)
        {
            using var bound = new CancellationTokenSource(_abortBound, _clock);
            await AbortAsync(bound.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _link.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private async ValueTask<Verdict?> OneAsync(Func<ValueTask<Verdict?>> act, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        _link.IsSending = true;
        try
        {
            return await act().ConfigureAwait(false);
        }
        finally
        {
            _link.IsSending = false;
            _one.Release();
        }
    }

    private async ValueTask<Verdict?> CheckAsync(IEnumerable<string> topics, CancellationToken cancellation) =>
        await _topics.CheckAsync(topics, cancellation).ConfigureAwait(false) is { } verdict ? _link.Explained(verdict) : null;

    // A producer that has the transactional id, and the number of the last transaction; a verdict where that does not come about.
    private async ValueTask<Verdict?> ReadyAsync(CancellationToken cancellation)
    {
        if (_state == TransactionState.TakenOver)
        {
            return _takenOver;
        }

        if (_state == TransactionState.Ready && !_link.IsDone)
        {
            return null;
        }

        _state = TransactionState.Unready;
        await _link.EndAsync().ConfigureAwait(false);
        if (await _link.BeginAsync().ConfigureAwait(false) is { } trouble)
        {
            return trouble;
        }

        _transactions = _link.Producer.Transactions(_id, _link.Waits);
        if (await _transactions.InitAsync(cancellation).ConfigureAwait(false) is { } failure)
        {
            return TransactionTrouble.Of(failure.Verdict, _link, open: TimeSpan.Zero);
        }

        var (unread, read) = await _transactions.ReadAsync(cancellation).ConfigureAwait(false);
        if (unread is { } why)
        {
            return _link.Explained(why.Verdict);
        }

        // What waits here would double what another delivered under this id. An offset that expired, or whose topic is gone, is lower.
        var isNews = read.Number > (_committed?.Number ?? 0);
        if (isNews && _committed is not null && !read.IsSame(_doubt?.Next ?? default))
        {
            _state = TransactionState.TakenOver;
            return _takenOver;
        }

        _committed = isNews ? read : _committed ?? read;
        _state = TransactionState.Ready;
        _link.Succeeded();
        return null;
    }

    // After a commit that nobody confirmed: its bookmark has been read back, or not.
    private Verdict? Settled(BatchSlice slice)
    {
        if (_doubt is not { } doubt)
        {
            return null;
        }

        _doubt = null;
        return _committed.GetValueOrDefault().IsSame(doubt.Next) && doubt.Slice == slice ? Verdict.Delivered : null;
    }

    private async ValueTask<Verdict?> TransactAsync(BatchSlice slice, byte[]? bookmark, CancellationToken cancellation)
    {
        // Where this ends early the producer is made anew, and with it the transaction ends.
        _opened = _clock.GetTimestamp();
        _state = TransactionState.Unready;
        if (_transactions!.Begin() is { } closed)
        {
            return Told(closed.Verdict);
        }

        _state = TransactionState.Open;
        var topics = _topics.Of(slice.Batch);
        var delivery = await _link.DeliverAsync(slice, topics, untilFailure: true, cancellation).ConfigureAwait(false);
        if (delivery.Failed.IsCompleted)
        {
            return await RefusedAsync(slice, topics, delivery, bookmark, cancellation).ConfigureAwait(false);
        }

        var next = new CommittedBookmark(_committed.GetValueOrDefault().Number + 1, bookmark);
        var topic = topics[slice[0].Group];
        if (bookmark is not null && await _transactions.KeepAsync(topic, next, cancellation).ConfigureAwait(false) is { } unkept)
        {
            await AbortAsync(cancellation).ConfigureAwait(false);
            return Told(KafkaAnswers.OfBookmark(unkept, topic));
        }

        _doubt = bookmark is null ? null : (slice, next);
        _state = TransactionState.Unready;
        if (await _transactions.CommitAsync(cancellation).ConfigureAwait(false) is { } doubtful)
        {
            return Told(doubtful.Verdict);
        }

        _doubt = null;
        _committed = bookmark is null ? _committed : next;
        _state = TransactionState.Ready;
        _link.Succeeded();
        return Verdict.Delivered;
    }

    private async Task<Verdict> RefusedAsync(BatchSlice slice, string[] topics, KafkaDelivery delivery, byte[]? bookmark, CancellationToken cancellation)
    {
        var failures = delivery.Failures;
        var verdict = KafkaVerdict.OfTransaction(slice, failures, topics);

        // Where the transaction as a whole was refused the messages do not say why. The next step does; it is given up with the rest.
        if (verdict.Kind == VerdictKind.Retry && bookmark is not null
            && await _transactions!.KeepAsync(topics[slice[0].Group], new CommittedBookmark(1, bookmark), cancellation).ConfigureAwait(false) is { } why)
        {
            verdict = why.Verdict;
        }

        await AbortAsync(cancellation).ConfigureAwait(false);
        if (verdict.Kind == VerdictKind.TooLarge && slice.Count == 1)
        {
            _sizes.Refused(topics[slice[0].Group], slice[0].Length);
        }

        _topics.Heed(failures);
        return Told(verdict);
    }

    private async Task AbortAsync(CancellationToken cancellation)
    {
        var failure = await _transactions!.AbortAsync(cancellation).ConfigureAwait(false);
        _state = failure is null ? TransactionState.Ready : TransactionState.Unready;
    }

    private Verdict Told(Verdict failure) => TransactionTrouble.Of(failure, _link, _clock.GetElapsedTime(_opened));
}

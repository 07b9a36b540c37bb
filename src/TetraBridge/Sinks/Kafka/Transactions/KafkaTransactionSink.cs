using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>
/// Exactly once: each sending is one transaction that holds the records and the bookmark, so a read_committed consumer sees each event once, whatever is killed when.
/// Sendings are short by the limits of a batch. Where it is in doubt whether a transaction was committed, nothing is sent before the broker has told it.
/// </summary>
internal sealed class KafkaTransactionSink : IBookmarkingSink, IWaitingSink
{
    private static readonly Verdict _takenOver = new(
        VerdictKind.Hold,
        "another producer with the same transactional id delivered since: two bridges run for this node, source and route. This one sends nothing any more; stop one of them, then start this one again");

    private readonly Func<IRecordEncoder> _encoders;
    private readonly Func<KafkaLink, IKafkaTransactions> _makeTransactions;
    private readonly KafkaLink _link;
    private readonly KafkaTopics _topics;
    private readonly MessageSizes _sizes;
    private readonly SemaphoreSlim _one = new(1, 1);
    private IKafkaTransactions? _transactions;
    private CommittedBookmark _committed;
    private (BatchSlice Slice, CommittedBookmark Next)? _doubt;
    private bool _isReady;
    private bool _hasBegun;
    private bool _isTakenOver;

    /// <summary>Makes the sink; nothing is connected before <see cref="BeginAsync"/>.</summary>
    /// <param name="options">The cluster; with <see cref="KafkaOptions.TransactionalId"/>.</param>
    /// <param name="encoders">Makes an encoder for a route's loop.</param>
    /// <param name="link">The producer.</param>
    /// <param name="transactions">Its transactions, for each of its lives.</param>
    /// <param name="catalog">What the cluster says about topics.</param>
    public KafkaTransactionSink(
        KafkaOptions options, Func<IRecordEncoder> encoders, KafkaLink link, Func<KafkaLink, IKafkaTransactions> transactions, ITopicCatalog catalog)
    {
        _encoders = encoders;
        _link = link;
        _makeTransactions = transactions;
        _topics = new KafkaTopics(options, catalog);
        _sizes = new MessageSizes(KafkaSettings.LargestMessage(options));
        Limits = new SinkLimits(options.RequestBytes, options.RequestRecords, options.RecordAttributes, options.RecordBytes, InFlight: 1);
    }

    /// <summary>Makes the sink on librdkafka.</summary>
    public KafkaTransactionSink(KafkaOptions options, Func<IRecordEncoder> encoders, TimeProvider clock)
        : this(
            options,
            encoders,
            new KafkaLink(reports => new NativeKafkaProducer(KafkaSettings.Producer(options), reports), clock),
            link => new NativeKafkaTransactions(((NativeKafkaProducer)link.Producer).Handle, options.TransactionalId!, link.TellWaiting, clock),
            new ClusterTopicCatalog(options))
    {
    }

    /// <inheritdoc/>
    public SinkLimits Limits { get; }

    /// <inheritdoc/>
    public IProgress<Verdict>? Trouble
    {
        set => _link.Trouble = value;
    }

    /// <inheritdoc/>
    public IRecordEncoder CreateEncoder() => _encoders();

    /// <inheritdoc/>
    public async ValueTask<KeptBookmark> BeginAsync(CancellationToken cancellation)
    {
        var trouble = await OneAsync(() => ReadyAsync(cancellation), cancellation).ConfigureAwait(false);
        return trouble is { } verdict ? new KeptBookmark(verdict) : new KeptBookmark(Verdict.Delivered, _committed.Bytes);
    }

    /// <inheritdoc/>
    public ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation) => SendAsync(slice, null, cancellation);

    /// <inheritdoc/>
    public async ValueTask<Verdict> SendAsync(BatchSlice slice, byte[]? bookmark, CancellationToken cancellation) =>
        (await OneAsync(
            async () => await ReadyAsync(cancellation).ConfigureAwait(false)
                ?? Settled(slice)
                ?? await _topics.CheckAsync(slice.Batch.Groups.Select(Encoding.UTF8.GetString), cancellation).ConfigureAwait(false)
                ?? _sizes.Check(slice, _topics.Of(slice.Batch))
                ?? await TransactAsync(slice, bookmark, cancellation).ConfigureAwait(false),
            cancellation).ConfigureAwait(false)).GetValueOrDefault();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
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

    // A producer that has the transactional id, and the number of the last transaction; a verdict where that does not come about.
    private async ValueTask<Verdict?> ReadyAsync(CancellationToken cancellation)
    {
        if (_isTakenOver)
        {
            return _takenOver;
        }

        if (_isReady && !_link.IsFatal)
        {
            return null;
        }

        _isReady = false;
        await _link.EndAsync().ConfigureAwait(false);
        if (await _link.BeginAsync().ConfigureAwait(false) is { } trouble)
        {
            return trouble;
        }

        _transactions = _makeTransactions(_link);
        if (await _transactions.InitAsync(cancellation).ConfigureAwait(false) is { } failure)
        {
            return _link.Fatal ?? failure.Verdict;
        }

        var (unread, committed) = await _transactions.ReadAsync(cancellation).ConfigureAwait(false);
        if (unread is { } why)
        {
            return why.Verdict;
        }

        // Who took the id over and delivered would be doubled by what waits here. Offsets that expired or were deleted say nothing.
        if (_hasBegun && committed.Number != 0 && !committed.IsSame(_committed) && !committed.IsSame(_doubt?.Next ?? default))
        {
            _isTakenOver = true;
            return _takenOver;
        }

        _committed = committed.Number == 0 ? _committed : committed;
        _isReady = true;
        _hasBegun = true;
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
        return _committed.IsSame(doubt.Next) && doubt.Slice == slice ? Verdict.Delivered : null;
    }

    private async ValueTask<Verdict?> TransactAsync(BatchSlice slice, byte[]? bookmark, CancellationToken cancellation)
    {
        // Where this ends early the producer is made anew, and with it the transaction ends.
        _isReady = false;
        if (_transactions!.Begin() is { } closed)
        {
            return _link.Fatal ?? closed.Verdict;
        }

        var topics = _topics.Of(slice.Batch);
        var delivery = await _link.DeliverAsync(slice, topics, untilFailure: true, cancellation).ConfigureAwait(false);
        if (delivery.Failed.IsCompleted)
        {
            return await RefusedAsync(slice, topics, delivery, cancellation).ConfigureAwait(false);
        }

        var next = new CommittedBookmark(_committed.Number + 1, bookmark);
        if (bookmark is not null && await _transactions.KeepAsync(topics[slice[0].Group], next, cancellation).ConfigureAwait(false) is { } unkept)
        {
            await AbortAsync(cancellation).ConfigureAwait(false);
            return _link.Fatal ?? unkept.Verdict;
        }

        _doubt = bookmark is null ? null : (slice, next);
        if (await _transactions.CommitAsync(cancellation).ConfigureAwait(false) is { } doubtful)
        {
            return _link.Fatal ?? doubtful.Verdict;
        }

        _doubt = null;
        _committed = bookmark is null ? _committed : next;
        _isReady = true;
        _link.Succeeded();
        return Verdict.Delivered;
    }

    private async Task<Verdict> RefusedAsync(BatchSlice slice, string[] topics, KafkaDelivery delivery, CancellationToken cancellation)
    {
        await AbortAsync(cancellation).ConfigureAwait(false);
        var failures = delivery.Failures;
        var verdict = KafkaVerdict.OfTransaction(slice, failures, topics);
        if (verdict.Kind == VerdictKind.TooLarge && slice.Count == 1)
        {
            _sizes.Refused(topics[slice[0].Group], slice[0].Length);
        }

        _topics.Heed(failures);
        return verdict.Kind == VerdictKind.Retry ? _link.Fatal ?? verdict : verdict;
    }

    private async Task AbortAsync(CancellationToken cancellation) => _isReady = await _transactions!.AbortAsync(cancellation).ConfigureAwait(false) is null;
}

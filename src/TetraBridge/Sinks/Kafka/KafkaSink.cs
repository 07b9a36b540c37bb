using System.Text;
using Confluent.Kafka;
using TetraBridge.Delivery;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// Produces the records of a slice in order and waits until the cluster has confirmed each. librdkafka alone retries, for as long as it takes: a verdict
/// comes when each record has its end, so that none is sent again while it may yet arrive. What keeps it waiting is told as <see cref="Trouble"/>.
/// </summary>
internal sealed class KafkaSink : IWaitingSink, IKafkaReports
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _queueFullDelay = TimeSpan.FromMilliseconds(5);

    private readonly Func<IRecordEncoder> _encoders;
    private readonly Func<IKafkaReports, IKafkaProducer> _producers;
    private readonly KafkaTopics _topics;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Lock _troubleLock = new();
    private Verdict? _trouble;
    private IKafkaProducer? _producer;
    private volatile KafkaDelivery? _delivery;
    private volatile bool _isSending;
    private volatile bool _isFatal;
    private int _sendings;

    /// <summary>Makes the sink; nothing is connected before the first sending.</summary>
    /// <param name="options">The cluster.</param>
    /// <param name="encoders">Makes an encoder for a route's loop.</param>
    /// <param name="producers">Makes a producer; again after a fatal error.</param>
    /// <param name="catalog">What the cluster says about topics.</param>
    /// <param name="clock">Time.</param>
    public KafkaSink(KafkaOptions options, Func<IRecordEncoder> encoders, Func<IKafkaReports, IKafkaProducer> producers, ITopicCatalog catalog, TimeProvider clock)
    {
        _encoders = encoders;
        _producers = producers;
        _topics = new KafkaTopics(options, catalog);
        _clock = clock;

        // One at a time: a batch that is sent again behind the next one would change the order within a partition (decisions 3).
        Limits = new SinkLimits(options.RequestBytes, options.RequestRecords, options.RecordAttributes, options.RecordBytes, InFlight: 1);
    }

    /// <summary>Makes the sink on librdkafka.</summary>
    public KafkaSink(KafkaOptions options, Func<IRecordEncoder> encoders, TimeProvider clock)
        : this(options, encoders, reports => new NativeKafkaProducer(KafkaSettings.Producer(options), reports), new ClusterTopicCatalog(options), clock)
    {
    }

    /// <inheritdoc/>
    public SinkLimits Limits { get; }

    /// <inheritdoc/>
    public IProgress<Verdict>? Trouble { private get; set; }

    /// <inheritdoc/>
    public IRecordEncoder CreateEncoder() => _encoders();

    /// <inheritdoc/>
    public async ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        _isSending = true;
        try
        {
            return await BeginAsync().ConfigureAwait(false)
                ?? await _topics.CheckAsync(slice.Batch.Groups.Select(Encoding.UTF8.GetString), cancellation).ConfigureAwait(false)
                ?? await DeliverAsync(slice, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _isSending = false;
            _one.Release();
        }
    }

    /// <inheritdoc/>
    void IKafkaReports.Reported(nint tag, ErrorCode error) => _delivery?.End(tag, error);

    /// <inheritdoc/>
    void IKafkaReports.Failed(ErrorCode error, string reason)
    {
        var trouble = KafkaTroubles.Of(error, reason);
        lock (_troubleLock)
        {
            // That all brokers are down follows on what says why.
            _trouble = error == ErrorCode.Local_AllBrokersDown ? _trouble ?? trouble : trouble;
            trouble = _trouble.Value;
        }

        if (error == ErrorCode.Local_Fatal)
        {
            // Nothing that waits in this producer will ever be sent.
            _isFatal = true;
            _producer?.Purge();
        }

        if (_isSending && KafkaTroubles.IsCertain(error, trouble))
        {
            Trouble?.Report(trouble);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndProducerAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private async ValueTask<Verdict?> BeginAsync()
    {
        if (_isFatal)
        {
            await EndProducerAsync().ConfigureAwait(false);
        }

        try
        {
            _producer ??= _producers(this);
            return null;
        }
        catch (KafkaSettingException refused)
        {
            return new Verdict(VerdictKind.Hold, $"librdkafka does not take the settings: {refused.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new Verdict(VerdictKind.Hold, $"a secret can't be read: {unreadable.Message}");
        }
    }

    private async ValueTask EndProducerAsync()
    {
        if (_producer is { } producer)
        {
            await producer.DisposeAsync().ConfigureAwait(false);
        }

        _producer = null;
        _isFatal = false;
    }

    private async ValueTask<Verdict> DeliverAsync(BatchSlice slice, CancellationToken cancellation)
    {
        var topics = slice.Batch.Groups.Select(group => _topics[Encoding.UTF8.GetString(group)]).ToArray();
        var handles = topics.Select(_producer!.Topic).ToArray();
        var delivery = new KafkaDelivery(++_sendings, slice.Count);
        _delivery = delivery;
        for (var at = Produce(slice, 0, handles, delivery); at < slice.Count; at = Produce(slice, at, handles, delivery))
        {
            await Task.Delay(_queueFullDelay, _clock, cancellation).ConfigureAwait(false);
        }

        await EndAsync(delivery, cancellation).ConfigureAwait(false);
        var verdict = KafkaVerdict.Of(slice, delivery.Failures, topics);
        if (verdict.Kind == VerdictKind.Delivered)
        {
            lock (_troubleLock)
            {
                _trouble = null;
            }
        }
        else if (verdict.Kind != VerdictKind.PartlyTaken && _isFatal)
        {
            // Reports name the broker's error; that this producer is done with says the error callback alone.
            verdict = new Verdict(VerdictKind.Hold, $"librdkafka's producer can't go on and is made anew: {verdict.Words}");
        }

        if (delivery.Failures.Any(static failure => failure.Error is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic))
        {
            _topics.Forget();
        }

        return verdict;
    }

    // Hands over as many as the queue takes; gives the index of the first that it did not.
    private int Produce(BatchSlice slice, int from, nint[] topics, KafkaDelivery delivery)
    {
        for (var i = from; i < slice.Count; i++)
        {
            var record = slice[i];
            var tag = delivery.Tag(i);
            var error = _producer!.Produce(topics[record.Group], new KafkaFrame(slice.Batch.Bytes.Written.Slice(record.Offset, record.Length)), tag);
            if (error == ErrorCode.Local_QueueFull)
            {
                return i;
            }

            if (error != ErrorCode.NoError)
            {
                _isFatal |= error == ErrorCode.Local_Fatal;
                delivery.End(tag, error);
            }
        }

        return slice.Count;
    }

    private async Task EndAsync(KafkaDelivery delivery, CancellationToken cancellation)
    {
        while (!delivery.Ended.IsCompleted)
        {
            try
            {
                await delivery.Ended.WaitAsync(_patience, _clock, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                Verdict? known;
                lock (_troubleLock)
                {
                    known = _trouble;
                }

                Trouble?.Report(known ?? new Verdict(VerdictKind.Retry, $"the cluster has not confirmed {delivery.Open} messages for {_patience.TotalSeconds:F0} s: are enough replicas in sync?"));
            }
        }
    }
}

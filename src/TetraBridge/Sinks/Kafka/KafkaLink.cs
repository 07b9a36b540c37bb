using Confluent.Kafka;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka.Topics;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// A producer over its lives: made, used for one sending at a time, made anew after a fatal error and where login or certificates have
/// changed. What keeps a sending waiting is told as <see cref="Trouble"/>. Its own calls come from one thread at a time.
/// </summary>
internal sealed class KafkaLink(
    Func<IKafkaReports, IKafkaProducer> producers, KafkaCredentials credentials, TimeProvider clock) : IKafkaReports, ITopicCatalog,
    IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _queueFullDelay = TimeSpan.FromMilliseconds(5);

    private readonly Lock _troubleLock = new();
    private Verdict? _trouble;
    private Verdict? _fatal;
    private IKafkaProducer? _producer;
    private volatile KafkaDelivery? _delivery;
    private volatile bool _isFatal;
    private volatile bool _isFenced;
    private volatile bool _isSending;
    private int _sendings;

    /// <summary>Who is told; only while <see cref="IsSending"/>.</summary>
    public IProgress<Verdict>? Trouble { private get; set; }

    /// <summary>A sending is under way.</summary>
    public bool IsSending
    {
        get => _isSending;
        set => _isSending = value;
    }

    /// <summary>The producer can't go on, or should not: <see cref="BeginAsync"/> makes it anew.</summary>
    public bool IsDone => _isFatal || credentials.HaveChanged();

    /// <summary>It can't go on.</summary>
    public bool IsFatal => _isFatal;

    /// <summary>It can't go on because another took its transactional id, or because the broker gave its transaction up.</summary>
    public bool IsFenced => _isFenced;

    /// <summary>Why it can't go on, where the library told it; messages that it gave up don't say.</summary>
    public Verdict? Fatal
    {
        get
        {
            lock (_troubleLock)
            {
                return _fatal;
            }
        }
    }

    /// <summary>The producer, once <see cref="BeginAsync"/> gave no verdict.</summary>
    public IKafkaProducer Producer => _producer!;

    /// <summary>Sees to a producer that can go on; a verdict where it can't be made.</summary>
    public async ValueTask<Verdict?> BeginAsync()
    {
        if (IsDone)
        {
            await EndAsync().ConfigureAwait(false);
        }

        try
        {
            if (_producer is null)
            {
                credentials.Use();
                _producer = producers(this);
            }

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

    /// <summary>Hands all records over, in order, and waits for their ends.</summary>
    /// <param name="slice">The records.</param>
    /// <param name="topics">The topic of each group of the batch.</param>
    /// <param name="untilFailure">Return at the first failure: in a transaction what is behind it is not sent any more.</param>
    /// <param name="cancellation">Ends the waiting; the producer still has the records.</param>
    public async ValueTask<KafkaDelivery> DeliverAsync(BatchSlice slice, string[] topics, bool untilFailure, CancellationToken cancellation)
    {
        var handles = topics.Select(Producer.Topic).ToArray();
        var delivery = new KafkaDelivery(++_sendings, slice.Count);
        _delivery = delivery;
        for (var at = Produce(slice, 0, handles, delivery); at < slice.Count; at = Produce(slice, at, handles, delivery))
        {
            await Task.Delay(_queueFullDelay, clock, cancellation).ConfigureAwait(false);
        }

        var end = untilFailure ? Task.WhenAny(delivery.Ended, delivery.Failed) : delivery.Ended;
        for (var began = clock.GetTimestamp(); !end.IsCompleted;)
        {
            try
            {
                await end.WaitAsync(_look, clock, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException) when (_isFatal)
            {
                // The library gave up what was queued, and waited for what was on its way. What is left will never be sent.
                Producer.Purge();
            }
            catch (TimeoutException) when (clock.GetElapsedTime(began) >= _patience)
            {
                began = clock.GetTimestamp();
                if (!Waits($"the cluster has not confirmed {delivery.Open} messages for {_patience.TotalSeconds:F0} s: are enough replicas in sync?"))
                {
                    Producer.Purge();
                }
            }
            catch (TimeoutException)
            {
            }
        }

        return delivery;
    }

    /// <inheritdoc/>
    public Task<ErrorCode> FindAsync(string topic, CancellationToken cancellation) => Producer.FindAsync(topic, cancellation);

    /// <inheritdoc/>
    public Task<ErrorCode> CreateAsync(string topic, int partitions, short replication, CancellationToken cancellation) =>
        Producer.CreateAsync(topic, partitions, replication, cancellation);

    /// <summary>
    /// A sending has waited for long: tells why, or these words where nobody knows; false where it should not wait any more.
    /// </summary>
    public bool Waits(string words)
    {
        Trouble?.Report(Known ?? new Verdict(VerdictKind.Retry, words));
        return !credentials.HaveChanged();
    }

    /// <summary>Why a question had no answer, where the connections told it; else this verdict.</summary>
    public Verdict Explained(Verdict verdict) => verdict.Kind == VerdictKind.Retry ? Known ?? verdict : verdict;

    /// <summary>The cluster confirmed: the trouble that there was is over.</summary>
    public void Succeeded()
    {
        lock (_troubleLock)
        {
            _trouble = null;
        }
    }

    /// <summary>Ends the producer, and what it has under way.</summary>
    public async ValueTask EndAsync()
    {
        if (_producer is { } producer)
        {
            await producer.DisposeAsync().ConfigureAwait(false);
        }

        _producer = null;
        _isFatal = false;
        _isFenced = false;
        lock (_troubleLock)
        {
            _fatal = null;
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
            _fatal = error == ErrorCode.Local_Fatal ? trouble : _fatal;
            trouble = _trouble.Value;
        }

        if (error == ErrorCode.Local_Fatal)
        {
            _isFenced = KafkaTroubles.IsFencing(error, reason);
            _isFatal = true;
        }

        if (IsSending && KafkaTroubles.IsOfAllBrokers(error))
        {
            Trouble?.Report(trouble);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => EndAsync();

    private Verdict? Known
    {
        get
        {
            lock (_troubleLock)
            {
                return _trouble;
            }
        }
    }

    // Hands over as many as the queue takes; gives the index of the first that it did not.
    private int Produce(BatchSlice slice, int from, nint[] topics, KafkaDelivery delivery)
    {
        for (var i = from; i < slice.Count; i++)
        {
            var record = slice[i];
            var tag = delivery.Tag(i);
            var error = Producer.Produce(
                topics[record.Group], new KafkaFrame(slice.Batch.Bytes.Written.Slice(record.Offset, record.Length)), tag);
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
}

using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// Produces the records of a slice in order and waits until the cluster has confirmed each. librdkafka alone retries, for as long as it takes: a verdict
/// comes when each record has its end, so that none is sent again while it may yet arrive. What keeps it waiting is told as <see cref="Trouble"/>.
/// </summary>
internal sealed class KafkaSink : IWaitingSink
{
    private readonly Func<IRecordEncoder> _encoders;
    private readonly KafkaLink _link;
    private readonly KafkaTopics _topics;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Makes the sink; nothing is connected before the first sending.</summary>
    /// <param name="options">The cluster.</param>
    /// <param name="encoders">Makes an encoder for a route's loop.</param>
    /// <param name="producers">Makes a producer; again after a fatal error.</param>
    /// <param name="catalog">What the cluster says about topics.</param>
    /// <param name="clock">Time.</param>
    public KafkaSink(KafkaOptions options, Func<IRecordEncoder> encoders, Func<IKafkaReports, IKafkaProducer> producers, ITopicCatalog catalog, TimeProvider clock)
    {
        _encoders = encoders;
        _link = new KafkaLink(producers, clock);
        _topics = new KafkaTopics(options, catalog);

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
    public IProgress<Verdict>? Trouble
    {
        set => _link.Trouble = value;
    }

    /// <inheritdoc/>
    public IRecordEncoder CreateEncoder() => _encoders();

    /// <inheritdoc/>
    public async ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        _link.IsSending = true;
        try
        {
            return await _link.BeginAsync().ConfigureAwait(false)
                ?? await _topics.CheckAsync(slice.Batch.Groups.Select(Encoding.UTF8.GetString), cancellation).ConfigureAwait(false)
                ?? await DeliverAsync(slice, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _link.IsSending = false;
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        _one.Dispose();
    }

    private async ValueTask<Verdict> DeliverAsync(BatchSlice slice, CancellationToken cancellation)
    {
        var topics = _topics.Of(slice.Batch);
        var delivery = await _link.DeliverAsync(slice, topics, untilFailure: false, cancellation).ConfigureAwait(false);
        var failures = delivery.Failures;
        var verdict = KafkaVerdict.Of(slice, failures, topics);
        if (verdict.Kind == VerdictKind.Delivered)
        {
            _link.Succeeded();
        }
        else if (verdict.Kind != VerdictKind.PartlyTaken && _link.IsFatal)
        {
            // Reports name the broker's error; that this producer is done with says the error callback alone.
            verdict = new Verdict(VerdictKind.Hold, $"librdkafka's producer can't go on and is made anew: {verdict.Words}");
        }

        _topics.Heed(failures);
        return verdict;
    }
}

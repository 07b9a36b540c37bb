using System.Text;
using Confluent.Kafka;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka.Topics;

namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// Produces the records of a slice in order and waits until the cluster has confirmed each. librdkafka alone retries, for as long as it
/// takes: a verdict comes when each record has its end, so that none is sent again while it may yet arrive. What keeps it waiting is told
/// as trouble (<see cref="TellTrouble"/>).
/// </summary>
internal sealed class KafkaSink : IWaitingSink
{
    private readonly Func<IRecordEncoder> _encoders;
    private readonly IReadOnlyList<string> _fixedTopics;
    private readonly RequestSize _size;
    private readonly KafkaLink _link;
    private readonly KafkaTopics _topics;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private Task _beginning = Task.CompletedTask;

    /// <summary>Makes the sink; nothing is connected before <see cref="TellTrouble"/> or the first sending.</summary>
    /// <param name="options">The cluster.</param>
    /// <param name="encoders">Makes an encoder for a route's loop.</param>
    /// <param name="clock">Time.</param>
    public KafkaSink(KafkaOptions options, Func<IRecordEncoder> encoders, TimeProvider clock)
    {
        _encoders = encoders;
        _fixedTopics = options.Topics;
        _size = new RequestSize(options);
        _link = new KafkaLink(
            reports =>
                new NativeKafkaProducer(KafkaSettings.Producer(options, _size.Bytes), reports, clock), new KafkaCredentials(options, clock),
                clock);
        _topics = new KafkaTopics(options, _link);
        Limits = options.Limits;
    }

    /// <inheritdoc/>
    public SinkLimits Limits { get; }

    /// <summary>
    /// Names who is told; from then on the sink looks whether the topics that it knows beforehand exist, so that a mistake shows before the
    /// first event.
    /// </summary>
    public void TellTrouble(IProgress<Verdict> to)
    {
        _link.Trouble = to;
        if (_fixedTopics.Count > 0)
        {
            _beginning = Task.Run(() => BeginAsync(to, _end.Token), CancellationToken.None);
        }
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
            return await ReadyAsync(slice.Batch.Groups.Select(Encoding.UTF8.GetString), cancellation).ConfigureAwait(false)
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
        if (_end.IsCancellationRequested)
        {
            return;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await _beginning.ConfigureAwait(false);
        await _link.DisposeAsync().ConfigureAwait(false);
        _end.Dispose();
        _one.Dispose();
    }

    private async Task BeginAsync(IProgress<Verdict> trouble, CancellationToken cancellation)
    {
        try
        {
            await _one.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (await ReadyAsync([], cancellation).ConfigureAwait(false) is { } verdict)
                {
                    trouble.Report(verdict);
                }
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    private async ValueTask<Verdict?> ReadyAsync(IEnumerable<string> topics, CancellationToken cancellation) =>
        await _link.BeginAsync().ConfigureAwait(false)
        ?? (await _topics.CheckAsync(topics, cancellation).ConfigureAwait(false) is { } verdict ? _link.Explained(verdict) : null);

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
        else if (verdict.Kind is VerdictKind.Retry or VerdictKind.NoAnswer && _link.IsFatal)
        {
            // Reports name the broker's error; that this producer is done with says the error callback alone.
            verdict = new Verdict(VerdictKind.Retry, $"{KafkaWords.MadeAnew}: {verdict.Words}");
        }

        if (failures.Count(static failure => failure.Error is ErrorCode.MsgSizeTooLarge or ErrorCode.RecordListTooLarge) > 1)
        {
            _size.Refused();
        }

        _topics.Heed(failures);
        return verdict;
    }
}

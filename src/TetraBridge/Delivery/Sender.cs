using Polly;
using Polly.Retry;
using TetraBridge.Sinks;

namespace TetraBridge.Delivery;

/// <summary>
/// Brings one batch to its end: sends, retries what asks for it, splits what is refused down to the record, keeps the single refused one as a dead letter.
/// Used by several loops at once.
/// </summary>
internal sealed class Sender
{
    // A server may reset the connection before it says "too large" (decisions 6).
    private const int SplitUnansweredAbove = 64 * 1024;

    private static readonly ResiliencePropertyKey<BatchSlice> _sliceKey = new("slice");

    private readonly ISink _sink;
    private readonly ReceiverTrust _trust;
    private readonly DeadLetterOffice _office;
    private readonly OutageLog _outage;
    private readonly TimeProvider _clock;
    private readonly RetryDelays _delays;
    private readonly ResiliencePipeline<Verdict> _attempts;

    /// <summary>Makes a sender for a route.</summary>
    public Sender(ISink sink, ReceiverTrust trust, DeadLetterOffice office, OutageLog outage, RetryDelays delays, TimeProvider clock)
    {
        _sink = sink;
        _trust = trust;
        _office = office;
        _outage = outage;
        _clock = clock;
        _delays = delays;
        _attempts = new ResiliencePipelineBuilder<Verdict> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Verdict>
            {
                MaxRetryAttempts = int.MaxValue,
                UseJitter = false,
                ShouldHandle = arguments => ValueTask.FromResult(ComesAgain(arguments)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    delays.Next(arguments.Outcome.Result, arguments.AttemptNumber, Random.Shared.NextDouble())),
                OnRetry = arguments =>
                {
                    outage.Failed(arguments.Outcome.Result);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Sends all records of the batch until each has an end; gives how many were delivered and how many are dead letters.</summary>
    public async Task<Tally> SendAsync(Batch batch, CancellationToken cancellation)
    {
        var sent = default(Tally);
        var open = new Stack<BatchSlice>();
        var refused = new List<(BatchSlice Single, Verdict Verdict)>();
        open.Push(new BatchSlice(batch));
        while (open.TryPop(out var slice))
        {
            var verdict = await AttemptAsync(slice, cancellation).ConfigureAwait(false);
            switch (verdict.Kind)
            {
                case VerdictKind.Delivered:
                    sent += Delivered(slice);
                    break;
                case VerdictKind.PartlyRejected:
                    sent += await PartlyAsync(slice, verdict, cancellation).ConfigureAwait(false);
                    break;
                case var _ when slice.Count > 1:
                    open.Push(slice.SecondHalf);
                    open.Push(slice.FirstHalf);
                    break;
                default:
                    refused.Add((slice, verdict));
                    break;
            }
        }

        foreach (var (single, verdict) in refused)
        {
            sent += await RefusedAsync(single, verdict, cancellation).ConfigureAwait(false);
        }

        return sent;
    }

    private async Task<Verdict> AttemptAsync(BatchSlice slice, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(_sliceKey, slice);
        try
        {
            return await _attempts.ExecuteAsync(
                static async (context, sink) => await sink.SendAsync(context.Properties.GetValue(_sliceKey, default), context.CancellationToken).ConfigureAwait(false),
                context,
                _sink).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool ComesAgain(RetryPredicateArguments<Verdict> arguments)
    {
        if (arguments.Outcome.Exception is not null)
        {
            return false;
        }

        var slice = arguments.Context.Properties.GetValue(_sliceKey, default);
        return arguments.Outcome.Result.Kind switch
        {
            VerdictKind.NoAnswer => !(arguments.AttemptNumber > 0 && slice.Count > 1 && slice.RecordBytes > SplitUnansweredAbove),
            VerdictKind.Retry or VerdictKind.Hold => true,
            _ => false,
        };
    }

    private Tally Delivered(BatchSlice slice)
    {
        _trust.Took();
        _outage.Succeeded();
        return new Tally(Delivered: slice.Count);
    }

    private async Task<Tally> PartlyAsync(BatchSlice slice, Verdict verdict, CancellationToken cancellation)
    {
        _trust.Took();
        _outage.Succeeded();
        var dead = Math.Clamp(verdict.RejectedRecords, 0, slice.Count);
        await _office.KeepSuspectsAsync(slice, dead, verdict.Words ?? "", cancellation).ConfigureAwait(false);
        return new Tally(Delivered: slice.Count - dead, Dead: dead);
    }

    // A single record that was refused: dead only if this receiver has taken others, else the address may be wrong, and the route is held.
    private async Task<Tally> RefusedAsync(BatchSlice single, Verdict verdict, CancellationToken cancellation)
    {
        for (var attempt = 0; !_trust.HasTaken; attempt++)
        {
            var held = new Verdict(VerdictKind.Hold, $"the receiver refuses, and has taken nothing since the start: {verdict.Words}; is this the right address?");
            _outage.Failed(held);
            await Task.Delay(_delays.Next(held, attempt, Random.Shared.NextDouble()), _clock, cancellation).ConfigureAwait(false);
            if (_trust.HasTaken)
            {
                break;
            }

            verdict = await AttemptAsync(single, cancellation).ConfigureAwait(false);
            if (verdict.Kind == VerdictKind.Delivered)
            {
                return Delivered(single);
            }
        }

        _outage.Succeeded();
        var reason = verdict.Kind == VerdictKind.TooLarge ? "too_large" : "rejected";
        await _office.KeepRecordAsync(single, reason, verdict.Words ?? "", cancellation).ConfigureAwait(false);
        return new Tally(Dead: single.Count);
    }
}

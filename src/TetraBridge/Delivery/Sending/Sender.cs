using Polly;
using Polly.Retry;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.DeadLetters;
using TetraBridge.Sinks;

namespace TetraBridge.Delivery.Sending;

/// <summary>
/// Brings one batch to its end: sends, retries what asks for it, splits what is refused down to the record, keeps the single refused one as
/// a dead letter. Used by several loops at once.
/// </summary>
internal sealed class Sender
{
    // A server may reset the connection before it says "too large" (decisions 6).
    private const int SplitUnansweredAbove = 64 * 1024;

    // So many single records are tried at once with a receiver that is in doubt; behind them the route holds.
    private const int ProbesBeforeHold = 8;

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
        if (sink is IChangingSink changing)
        {
            changing.Changed = trust.Changed;
        }

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
                    Failed(arguments.Outcome.Result);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>
    /// Sends all records of the batch until each has an end; gives how many were delivered and how many are dead letters.
    /// </summary>
    public async Task<Tally> SendAsync(Batch batch, CancellationToken cancellation)
    {
        var sent = default(Tally);
        var open = new LinkedList<BatchSlice>([new BatchSlice(batch)]);
        var doubts = new Doubts(Math.Min(ProbesBeforeHold, batch.Records.Count));
        while (open.First is { Value: var slice })
        {
            open.RemoveFirst();
            await HoldWhileInDoubtAsync(doubts, cancellation).ConfigureAwait(false);

            // What a receiver refused before it took anything, or while it changed, says nothing about the record: it is sent again once it
            // took another. One that keeps the bookmark has told it at the start, and nothing may pass a record that waits.
            var trusted = _trust.Span;
            var verdict = await AttemptAsync(slice, sent, cancellation).ConfigureAwait(false);
            var isTrusted = (trusted > 0 && trusted == _trust.Span) || _sink is IBookmarkingSink;
            switch (verdict.Kind)
            {
                case VerdictKind.Delivered:
                    sent += Taken(slice.Count, 0);
                    break;
                case VerdictKind.PartlyRejected:
                    sent += await PartlyAsync(slice, verdict, cancellation).ConfigureAwait(false);
                    break;
                case VerdictKind.PartlyTaken when verdict.Left is { } left:
                    sent += Taken(slice.Count - left.Count, 0);
                    foreach (var run in slice.Runs(left).Reverse())
                    {
                        open.AddFirst(run);
                    }

                    break;
                case VerdictKind.Gone:
                    throw new DestinationGoneException(verdict.Words ?? "the destination is gone");
                case var _ when slice.Count > 1:
                    open.AddFirst(slice.SecondHalf);
                    open.AddFirst(slice.FirstHalf);
                    break;
                case var _ when isTrusted:
                    sent += await DeadAsync(slice, verdict, cancellation).ConfigureAwait(false);
                    break;
                default:
                    doubts.Add(verdict);
                    open.AddLast(slice);
                    break;
            }
        }

        return sent;
    }

    // All refused by a receiver in doubt: the address may be wrong, not the records (decisions 6). One probe after each delay.
    private async Task HoldWhileInDoubtAsync(Doubts doubts, CancellationToken cancellation)
    {
        if (_trust.HasTaken || !doubts.AreTooMany)
        {
            return;
        }

        var held = new Verdict(VerdictKind.Hold, $"the receiver refuses, and {_trust.Why}: {doubts.Words}; is this the right address?");
        _outage.Failed(held);
        await Task.Delay(_delays.Next(held, doubts.Holds++, Random.Shared.NextDouble()), _clock, cancellation).ConfigureAwait(false);
    }

    private async Task<Verdict> AttemptAsync(BatchSlice slice, Tally sent, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        context.Properties.Set(_sliceKey, slice);
        try
        {
            return await _attempts.ExecuteAsync(
                static async (context, state) =>
                    await state.Sender.SendOnceAsync(
                        context.Properties.GetValue(_sliceKey, default), state.Sent, context.CancellationToken).ConfigureAwait(false),
                context,
                (Sender: this, Sent: sent)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<Verdict> SendOnceAsync(BatchSlice slice, Tally sent, CancellationToken cancellation)
    {
        if (_sink is not IBookmarkingSink keeping)
        {
            return _sink.SendAsync(slice, cancellation);
        }

        try
        {
            // The bookmark goes with the records: dead letters that it passes are on the disk before it (decisions 5).
            _office.Flush();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ValueTask.FromResult(new Verdict(VerdictKind.Hold, $"dead letters can't be brought to the disk: {failure.Message}"));
        }

        var bookmark = SliceBookmark.After(slice, sent);
        return keeping.SendAsync(slice, bookmark is null ? null : BookmarkForm.Compact(bookmark, _clock.GetUtcNow()), cancellation);
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

    private void Failed(in Verdict verdict)
    {
        _outage.Failed(verdict);

        // Behind an outage or an operator's repair there may be another server, and one that refuses all must not empty the backlog into
        // dead letters.
        if (verdict.Kind is VerdictKind.NoAnswer or VerdictKind.Hold || verdict.IsUnreached)
        {
            _trust.Changed();
        }
    }

    private Tally Taken(long delivered, long dead)
    {
        if (delivered > 0)
        {
            _trust.Took();
        }

        _outage.Succeeded();
        return new Tally(Delivered: delivered, Dead: dead);
    }

    private async Task<Tally> PartlyAsync(BatchSlice slice, Verdict verdict, CancellationToken cancellation)
    {
        var dead = Math.Clamp(verdict.RejectedRecords, 0, slice.Count);
        await _office.KeepSuspectsAsync(slice, dead, verdict.Words ?? "", cancellation).ConfigureAwait(false);
        return Taken(slice.Count - dead, dead);
    }

    private async Task<Tally> DeadAsync(BatchSlice single, Verdict verdict, CancellationToken cancellation)
    {
        var reason = verdict.Kind == VerdictKind.TooLarge ? "too_large" : "rejected";
        await _office.KeepRecordAsync(single, reason, verdict.Words ?? "", cancellation).ConfigureAwait(false);
        return Taken(0, dead: 1);
    }
}

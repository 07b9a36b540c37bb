using System.Threading.Channels;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Delivery.Batches;

/// <summary>
/// Closed batches on their way: a small bounded channel and the senders behind it. So few wait that memory is what is in flight; while a
/// receiver is down the route's loop waits here, and the journal keeps the rest.
/// </summary>
internal sealed class Outbox(Sender sender, OpenBatch open, SettlementOrder order, Ledger ledger)
{
    private readonly Channel<(Batch Batch, Action<Tally> End)> _closed =
        Channel.CreateBounded<(Batch, Action<Tally>)>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.Wait, SingleWriter = true });

    /// <summary>Closes the open batch and posts it; waits while the senders are busy. Only the route's loop calls this.</summary>
    /// <param name="newestTime">The newest live time that was read, in nanoseconds since 1970.</param>
    /// <param name="abort">Ends the waiting; the batch then has no end.</param>
    public async ValueTask CloseAsync(long newestTime, CancellationToken abort)
    {
        if (open.IsEmpty)
        {
            return;
        }

        var batch = open.Close(newestTime);
        if (batch.Records.Count == 0)
        {
            order.Pass(batch.Range!);
            open.Return(batch);
            return;
        }

        var settle = order.Enter(batch.Range!);
        await _closed.Writer.WriteAsync((batch, settle), abort).ConfigureAwait(false);
    }

    /// <summary>No batch more will come.</summary>
    public void Complete() => _closed.Writer.TryComplete();

    /// <summary>
    /// Sends one batch after the other until <see cref="Complete"/>; as many of these loops run at once as batches may be in flight.
    /// </summary>
    public async Task SendAllAsync(CancellationToken abort)
    {
        await foreach (var (batch, settle) in _closed.Reader.ReadAllAsync(abort).ConfigureAwait(false))
        {
            batch.Before = order.Bookmark;
            var sent = await sender.SendAsync(batch, abort).ConfigureAwait(false);
            ledger.Settle(sent.Delivered, sent.Dead);
            settle(sent);
            open.Return(batch);
        }
    }
}

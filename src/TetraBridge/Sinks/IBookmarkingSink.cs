using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks;

/// <summary>
/// A sink that keeps the route's bookmark at its destination, in one transaction with the records (decisions 8): what it says at the start
/// is exact, whatever was killed when. It has one sending at a time, and each sending is asked for in the journal's order.
/// </summary>
internal interface IBookmarkingSink : ISink
{
    /// <summary>
    /// Takes over from whoever wrote before, and reads the bookmark back; again after a failure. Before the first sending.
    /// </summary>
    ValueTask<KeptBookmark> BeginAsync(CancellationToken cancellation);

    /// <summary>Sends the records and keeps the bookmark, both or neither.</summary>
    /// <param name="slice">As in <see cref="ISink.SendAsync"/>.</param>
    /// <param name="bookmark">Where the route stands once they are taken, at most 4,000 bytes; null where it has no place yet.</param>
    /// <param name="cancellation">Ends the waiting; a transaction that was being committed may be there all the same, and the next start
    /// will see it.</param>
    ValueTask<Verdict> SendAsync(BatchSlice slice, byte[]? bookmark, CancellationToken cancellation);
}

using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks;

/// <summary>
/// Where records go. A sink does one thing: send these records once and say what came of it. It does not retry, count, log or sleep, and
/// throws only <see cref="OperationCanceledException"/>. <see cref="SendAsync"/> is called from several senders at once.
/// </summary>
internal interface ISink : IAsyncDisposable
{
    /// <summary>What this destination can take.</summary>
    SinkLimits Limits { get; }

    /// <summary>A new encoder for one route's loop; encoders are not thread-safe.</summary>
    IRecordEncoder CreateEncoder();

    /// <summary>Sends the records of the slice, in order, as one request.</summary>
    /// <param name="slice">At least one record; valid until the task ends.</param>
    /// <param name="cancellation">Ends the waiting; what was sent may have arrived all the same.</param>
    ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation);
}

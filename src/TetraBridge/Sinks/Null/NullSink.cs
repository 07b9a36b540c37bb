using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Null;

/// <summary>Takes all and keeps nothing, for measuring and for trying filters.</summary>
internal sealed class NullSink : ISink
{
    /// <inheritdoc/>
    public SinkLimits Limits { get; } = new(RequestBytes: 3584 * 1024, RequestRecords: 1024, int.MaxValue, RecordBytes: 0, InFlight: 1);

    /// <inheritdoc/>
    public IRecordEncoder CreateEncoder() => new NullEncoder();

    /// <inheritdoc/>
    public ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Verdict.Delivered);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

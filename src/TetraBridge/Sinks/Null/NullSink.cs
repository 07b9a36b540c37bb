using TetraBridge.Delivery;

namespace TetraBridge.Sinks.Null;

/// <summary>Takes all and keeps nothing: records are made as for another destination and thrown away, for measuring.</summary>
/// <param name="limits">Sizes of requests.</param>
/// <param name="encoders">Makes an encoder for a route's loop.</param>
internal sealed class NullSink(SinkLimits limits, Func<IRecordEncoder> encoders) : ISink
{
    /// <inheritdoc/>
    public SinkLimits Limits { get; } = limits;

    /// <inheritdoc/>
    public IRecordEncoder CreateEncoder() => encoders();

    /// <inheritdoc/>
    public ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Verdict.Delivered);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

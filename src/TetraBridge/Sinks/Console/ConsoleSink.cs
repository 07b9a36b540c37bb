using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Console;

/// <summary>Writes records, a line each, to standard output. Delivered means that the operating system took them.</summary>
/// <param name="output">Standard output; not closed by us.</param>
/// <param name="limits">Sizes of requests.</param>
/// <param name="encoders">Makes an encoder for a route's loop: its records are whole lines.</param>
internal sealed class ConsoleSink(Stream output, SinkLimits limits, Func<IRecordEncoder> encoders) : ISink
{
    // EPIPE, which the runtime hands on as it is: who read along has ended.
    private const int BrokenPipe = 32;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The limits where the operator names none: one request at a time keeps the order of the file.</summary>
    public static SinkLimits DefaultLimits { get; } = new(1024 * 1024, 1000, int.MaxValue, int.MaxValue, InFlight: 1);

    /// <inheritdoc/>
    public SinkLimits Limits { get; } = limits;

    /// <inheritdoc/>
    public IRecordEncoder CreateEncoder() => encoders();

    /// <inheritdoc/>
    public async ValueTask<Verdict> SendAsync(BatchSlice slice, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var (first, last) = (slice[0], slice[slice.Count - 1]);
            await output.WriteAsync(
                slice.Batch.Bytes.WrittenMemory[first.Offset..(last.Offset + last.Length)], cancellation).ConfigureAwait(false);
            await output.FlushAsync(cancellation).ConfigureAwait(false);
            return Verdict.Delivered;
        }
        catch (IOException e) when (e.HResult != BrokenPipe)
        {
            // A redirected output on a full disk: somebody makes room.
            return new Verdict(VerdictKind.Hold, $"standard output takes no records now: {e.Message}");
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return new Verdict(VerdictKind.Gone, $"standard output does not take records any more: {e.Message}");
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        return ValueTask.CompletedTask;
    }
}

using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.OtlpFile;

/// <summary>Appends each request to a file as a line of OTLP JSON; delivered means that it is on disk.</summary>
/// <param name="path">Absolute path of the file.</param>
/// <param name="limits">Sizes of requests.</param>
/// <param name="version">The program's version.</param>
/// <param name="encoders">Makes an encoder for a route's loop.</param>
internal sealed class OtlpFileSink(string path, SinkLimits limits, string version, Func<OtlpJsonEncoder> encoders) : ISink
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly OtlpJsonRequest _request = new(version);
    private readonly AppendedFile _file = new(path);

    /// <summary>The limits where the operator names none: requests of 4 MiB, one at a time.</summary>
    public static SinkLimits DefaultLimits { get; } = new(4 * 1024 * 1024, 10_000, int.MaxValue, int.MaxValue, InFlight: 1);

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
            await _file.AppendAsync(_request.Of(slice), cancellation).ConfigureAwait(false);
            return Verdict.Delivered;
        }
        catch (Exception e) when (
            e is UnauthorizedAccessException or DirectoryNotFoundException or NotSupportedException or ArgumentException)
        {
            return new Verdict(VerdictKind.Hold, $"{path} can't be written: {e.Message}");
        }
        catch (IOException e)
        {
            // A full disk ends as it came: somebody makes room.
            return new Verdict(VerdictKind.Retry, $"{path} could not be written: {e.Message}");
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

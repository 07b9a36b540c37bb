using TetraBridge.Sources;

namespace TetraBridge.Delivery.Intake;

/// <summary>
/// A route's reader, whose lag another thread may ask for while the route reads or waits. All else is the route's loop's alone.
/// </summary>
internal sealed class WatchedReader(IJournalReader reader) : IDisposable
{
    private readonly Lock _lock = new();
    private JournalLag _lag;
    private bool _isDisposed;

    /// <summary>True with `once` when all that was there has been handed out.</summary>
    public bool IsCompleted => reader.IsCompleted;

    /// <summary>The next item; null where there is nothing now.</summary>
    public JournalItem? TryRead()
    {
        lock (_lock)
        {
            return reader.TryRead();
        }
    }

    /// <summary>Returns when there may be something to read, at the latest after <paramref name="atMost"/>.</summary>
    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation) => reader.WaitAsync(atMost, cancellation);

    /// <summary>What lies unread; what was last known once the reader is closed. Thread-safe; waits for a read at most.</summary>
    public JournalLag Lag()
    {
        lock (_lock)
        {
            return _isDisposed ? _lag : _lag = reader.Lag();
        }
    }

    /// <summary>See <see cref="IJournalReader.Settle"/>. Thread-safe.</summary>
    public void Settle(Position position) => reader.Settle(position);

    /// <summary>See <see cref="IJournalReader.Release"/>. Thread-safe.</summary>
    public void Release(Position position) => reader.Release(position);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            reader.Dispose();
        }
    }
}

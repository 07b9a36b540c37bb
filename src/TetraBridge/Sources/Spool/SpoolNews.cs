namespace TetraBridge.Sources.Spool;

/// <summary>Wakes the readers of a spool when it was written to. Thread-safe.</summary>
internal sealed class SpoolNews
{
    private readonly Lock _lock = new();
    private long _version;
    private TaskCompletionSource? _next;

    /// <summary>Changes with each write; take it before a read that may find nothing.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Something was written.</summary>
    public void Tell()
    {
        lock (_lock)
        {
            Interlocked.Increment(ref _version);
            _next?.TrySetResult();
            _next = null;
        }
    }

    /// <summary>Completed when something was written after <paramref name="seen"/>.</summary>
    public Task After(long seen)
    {
        lock (_lock)
        {
            return seen != _version
                ? Task.CompletedTask
                : (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}

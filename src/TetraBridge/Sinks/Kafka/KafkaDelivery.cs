using Confluent.Kafka;

namespace TetraBridge.Sinks.Kafka;

/// <summary>The messages of one sending on their way: a counter, and those that failed. Thread-safe.</summary>
internal sealed class KafkaDelivery(int number, int messages)
{
    private readonly Lock _lock = new();
    private readonly List<(int Index, ErrorCode Error)> _failures = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open = messages;

    /// <summary>Messages without an end.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Ends when each message has its end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Ends when one was not delivered.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Those that were not delivered, by their index in the sending, ascending. Read it once all have ended.</summary>
    public IReadOnlyList<(int Index, ErrorCode Error)> Failures
    {
        get
        {
            lock (_lock)
            {
                _failures.Sort(static (a, b) => a.Index.CompareTo(b.Index));
                return [.. _failures];
            }
        }
    }

    /// <summary>
    /// What a message is produced with, so that its report finds back: an earlier sending that was cancelled may still be reported.
    /// </summary>
    public nint Tag(int index) => (nint)(((long)number << 32) | (uint)index);

    /// <summary>A message's end.</summary>
    public void End(nint tag, ErrorCode error)
    {
        if ((int)(tag >> 32) != number)
        {
            return;
        }

        if (error != ErrorCode.NoError)
        {
            lock (_lock)
            {
                _failures.Add(((int)(uint)tag, error));
            }

            _failed.TrySetResult();
        }

        if (Interlocked.Decrement(ref _open) == 0)
        {
            _ended.TrySetResult();
        }
    }
}

using System.IO.Hashing;
using TetraBridge.Sinks;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Batches;

/// <summary>The batch that a route's loop is filling, and what of the journal it stands for. Not thread-safe.</summary>
internal sealed class OpenBatch(SinkLimits limits, TimeProvider clock)
{
    // What a request adds to its records and groups: tags, lengths, the scope told for each resource.
    private const int RequestOverhead = 16 * 1024;
    private const int GroupOverhead = 128;
    private const int RecordOverhead = 8;

    // Records are about as long as their lines; only cut ones leave long lines behind.
    private readonly long _mostKept = Math.Max(16 * 1024 * 1024, 4L * limits.RequestBytes);
    private readonly Stack<Batch> _free = [];
    private readonly Lock _freeLock = new();
    private Tally _tally;
    private Bookmarked? _end;
    private long _since;

    /// <summary>The batch to append to.</summary>
    public Batch Batch { get; private set; } = new();

    /// <summary>True where nothing was read or told since the last batch.</summary>
    public bool IsEmpty => _tally == default;

    /// <summary>
    /// True where no record more fits surely, or where the batch keeps so many bytes of lines that a receiver that is down would cost too
    /// much memory.
    /// </summary>
    public bool IsFull => Batch.Records.Count > 0 && (
        Batch.Records.Count >= limits.RequestRecords
        || Batch.KeptBytes >= _mostKept
        || Batch.Bytes.Length + Batch.GroupBytes + RequestOverhead + (Batch.Groups.Count * GroupOverhead) + (
            Batch.Records.Count * RecordOverhead) + Math.Min(
            limits.RecordBytes, limits.RequestBytes / 4) > limits.RequestBytes);

    /// <summary>How long the oldest line waits; zero where there is none.</summary>
    public TimeSpan Age => IsEmpty ? TimeSpan.Zero : clock.GetElapsedTime(_since);

    /// <summary>Counts lines and records of our own.</summary>
    public void Count(Tally tally)
    {
        if (IsEmpty)
        {
            _since = clock.GetTimestamp();
        }

        _tally += tally;
    }

    /// <summary>All up to this place has been taken up; <paramref name="lastLine"/> is the last line there, without its newline.</summary>
    public void Reached(Position place, ReadOnlySpan<byte> lastLine) => _end = new Bookmarked(place, XxHash128.HashToUInt128(lastLine));

    /// <summary>All up to this place has been taken up, by something that is no line.</summary>
    public void Reached(Position place, UInt128 lastLine) => _end = new Bookmarked(place, lastLine);

    /// <summary>Closes the batch and opens a new one. The caller owns what it gets until <see cref="Return"/>.</summary>
    public Batch Close(long newestTime)
    {
        var closed = Batch;
        closed.Leave();
        closed.Range = new BatchRange(_end, newestTime, _tally);
        _tally = default;
        _end = null;
        lock (_freeLock)
        {
            // The next one will be as full: growing to that by doubling would leave as much garbage again.
            Batch = _free.TryPop(out var free) ? free : new Batch(closed.Bytes.Array.Length);
        }

        return closed;
    }

    /// <summary>Takes a settled batch back for use. Thread-safe.</summary>
    public void Return(Batch batch)
    {
        batch.Clear();
        lock (_freeLock)
        {
            _free.Push(batch);
        }
    }
}

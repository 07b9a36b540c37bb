using TetraBridge.Buffers;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool;

/// <summary>
/// Lines on their way to the disk, limited in bytes, and by one longest line more: who appends never waits for the disk; one thread takes.
/// Where it is full the newest lines are dropped, and a gap line at their place tells how many. Thread-safe; allocates nothing a line.
/// </summary>
internal sealed class SpoolBuffer(int limit, string node, TimeProvider time)
{
    // What is taken, and written, at once: readers get it piece by piece, and its memory is free again so soon. A burst's isn't kept for
    // good.
    private const int ChunkBytes = 1 << 20;
    private const int MostKept = 4;

    private readonly Lock _lock = new();
    private readonly Queue<ByteBuffer> _waiting = [];
    private readonly Stack<ByteBuffer> _free = [];
    private ByteBuffer? _filling;
    private ByteBuffer? _taken;
    private TaskCompletionSource _filled = New();
    private SpoolDrops? _drops;
    private int _written;
    private long _held;
    private long _everWritten;

    /// <summary>Completed while something waits to be taken.</summary>
    public Task Filled
    {
        get
        {
            lock (_lock)
            {
                return _filled.Task;
            }
        }
    }

    /// <summary>True where at least half is free: what can wait, waits for it.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
            {
                return _held <= limit / 2;
            }
        }
    }

    /// <summary>How many bytes were added so far.</summary>
    public long Appended
    {
        get
        {
            lock (_lock)
            {
                return _everWritten + _held;
            }
        }
    }

    /// <summary>How many bytes are not written yet.</summary>
    public long Held
    {
        get
        {
            lock (_lock)
            {
                return _held;
            }
        }
    }

    /// <summary>True where the first so many bytes that were ever added are written.</summary>
    public bool HasWritten(long appended)
    {
        lock (_lock)
        {
            return _everWritten >= appended;
        }
    }

    /// <summary>Adds a line; the newline is added here. False where it was dropped.</summary>
    public bool Append(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            // Once full, half must be free again: else each line that fits would have a gap line beside it. Where half is free the disk
            // takes lines, and one that is longer than the other half is let in.
            if (_held > limit / 2 && (_held + line.Length + 1 > limit || _drops is not null))
            {
                Drop(line);
                return false;
            }

            TellDrops();
            var chunk = Chunk(line.Length + 1);
            chunk.Write(line);
            chunk.Write((byte)'\n');
            _held += line.Length + 1;
            _filled.TrySetResult();
            return true;
        }
    }

    /// <summary>Adds a gap line, whatever the limit: what is lost must be told.</summary>
    public void Append(SpoolGap gap)
    {
        lock (_lock)
        {
            TellDrops();
            Tell(gap);
        }
    }

    /// <summary>Takes some of what is there, whole lines; empty where there is nothing. What is not <see cref="Written"/> comes again.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        lock (_lock)
        {
            if (_taken is null && _waiting.TryDequeue(out _taken) && _taken == _filling)
            {
                _filling = null;
                _filled = New();
            }

            return _taken is null ? default : _taken.WrittenMemory[_written..];
        }
    }

    /// <summary>So many of the bytes that were taken are written.</summary>
    public void Written(int bytes)
    {
        lock (_lock)
        {
            _written += bytes;
            _everWritten += bytes;
            _held -= bytes;
            if (_taken?.Length == _written)
            {
                Free(_taken);
                _taken = null;
                _written = 0;
            }

            TellDrops();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Where so many bytes have room: behind the newest lines, or a chunk anew. What was taken is never added to.
    private ByteBuffer Chunk(int bytes)
    {
        if (_filling is null || (_filling.Length > 0 && _filling.Length + bytes > ChunkBytes))
        {
            _filling = _free.TryPop(out var free) ? free : new ByteBuffer(ChunkBytes);
            _waiting.Enqueue(_filling);
        }

        return _filling;
    }

    private void Free(ByteBuffer chunk)
    {
        if (_free.Count < MostKept && chunk.Array.Length == ChunkBytes)
        {
            chunk.Clear();
            _free.Push(chunk);
        }
    }

    private void Drop(ReadOnlySpan<byte> line)
    {
        _drops ??= new SpoolDrops(time.GetUtcNow());
        _drops.Add(line.Length + 1);
    }

    // At the place of what was dropped: in front of the first line that is taken again.
    private void TellDrops()
    {
        if (_drops is not null && _held <= limit / 2)
        {
            Tell(_drops.Gap(time.GetUtcNow()));
            _drops = null;
        }
    }

    private void Tell(SpoolGap gap)
    {
        var line = SpoolGapLine.Of(gap, node, time.GetUtcNow());
        Chunk(line.Length).Write(line);
        _held += line.Length;
        _filled.TrySetResult();
    }
}

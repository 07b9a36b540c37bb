using TetraBridge.Buffers;

namespace TetraBridge.Sources.Spool;

/// <summary>
/// Lines on their way to the disk, limited in bytes, and by one longest line more: who appends never waits for the disk; one thread takes.
/// Where it is full the newest lines are dropped, and a gap line at their place tells how many. Thread-safe; allocates nothing a line.
/// </summary>
internal sealed class SpoolBuffer(int limit, string node, TimeProvider time)
{
    // A burst's memory isn't kept for good: a larger buffer goes once it held little for a second or so.
    private const int LongSmall = 200;
    private const int MostKept = 4 << 20;
    private const int FirstRoom = 64 * 1024;

    private readonly Lock _lock = new();
    private ByteBuffer _filling = new(FirstRoom);
    private ByteBuffer _taken = new(FirstRoom);
    private TaskCompletionSource _filled = New();
    private SpoolDrops? _drops;
    private int _written;
    private long _everWritten;
    private int _smallTakes;

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
                return Held <= limit / 2;
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
                return _everWritten + Held;
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
            var held = Held;

            // Once full, half must be free again: else each line that fits would have a gap line beside it. Where half is free the disk
            // takes lines, and one that is longer than the other half is let in.
            if (held > limit / 2 && (held + line.Length + 1 > limit || _drops is not null))
            {
                Drop(line);
                return false;
            }

            TellDrops();
            var room = _filling.Reserve(line.Length + 1);
            line.CopyTo(room);
            room[line.Length] = (byte)'\n';
            _filling.Advance(line.Length + 1);
            Fill();
            return true;
        }
    }

    /// <summary>Adds a gap line, whatever the limit: what is lost must be told.</summary>
    public void Append(SpoolGap gap)
    {
        lock (_lock)
        {
            TellDrops();
            _filling.Write(SpoolGapLine.Of(gap, node, time.GetUtcNow()));
            Fill();
        }
    }

    /// <summary>Takes what is there, whole lines; empty where there is nothing. What is not <see cref="Written"/> comes again.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        lock (_lock)
        {
            if (_taken.Length == _written)
            {
                _smallTakes = _taken.Length < MostKept / 8 ? _smallTakes + 1 : 0;
                _taken = _taken.Array.Length > MostKept && _smallTakes > LongSmall ? new ByteBuffer(FirstRoom) : _taken;
                _taken.Clear();
                _written = 0;
                (_filling, _taken) = (_taken, _filling);
                if (_filling.Length == 0)
                {
                    _filled = New();
                }
            }

            return _taken.WrittenMemory[_written..];
        }
    }

    /// <summary>So many of the bytes that were taken are written.</summary>
    public void Written(int bytes)
    {
        lock (_lock)
        {
            _written += bytes;
            _everWritten += bytes;
            TellDrops();
        }
    }

    private int Held => _filling.Length + _taken.Length - _written;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Fill() => _filled.TrySetResult();

    private void Drop(ReadOnlySpan<byte> line)
    {
        _drops ??= new SpoolDrops(time.GetUtcNow());
        _drops.Add(line.Length + 1);
    }

    // At the place of what was dropped: in front of the first line that is taken again.
    private void TellDrops()
    {
        if (_drops is not null && Held <= limit / 2)
        {
            _filling.Write(SpoolGapLine.Of(_drops.Gap(time.GetUtcNow()), node, time.GetUtcNow()));
            _drops = null;
            Fill();
        }
    }
}

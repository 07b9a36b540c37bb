using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool.Checkpoints;

/// <summary>
/// The one place that knows since when nobody listens to an agent, and remembers it in the spool's folder. From a source's first start on
/// every instant is either written in the spool or lies in a gap: an instant passes into the file only once the lines, or the gap, that
/// hold it are written and fsynced. So whatever ends the process, the next one finds the time from which on it must tell a gap. Beside it
/// stand the gaps that are being filled, and the agent's loss counters. Thread-safe; only the constructor and
/// <see cref="Save"/> touch the disk.
/// </summary>
internal sealed class StreamCheckpoint
{
    /// <summary>So often it is saved at most; a gap begins at most this much too early after a crash.</summary>
    public static readonly TimeSpan SaveEach = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly CheckpointFile _file;
    private readonly TimeProvider _time;
    private readonly List<SpoolGap> _owed;
    private long _until;
    private LossReading? _losses;
    private long _version;
    private long _saved;
    private CheckpointState? _last;
    private long _takenAt;

    /// <summary>
    /// Takes up what an earlier run left; the first of all runs begins to be remembered before this returns, so before anything is
    /// received.
    /// </summary>
    public StreamCheckpoint(string folder, TimeProvider time)
    {
        _file = new CheckpointFile(folder);
        _time = time;
        var left = _file.Load();
        Inherited = left?.Until;
        InheritedGaps = left?.Owed ?? [];
        _losses = left?.Losses;
        _owed = [.. InheritedGaps];
        _until = (left?.Until ?? time.GetUtcNow()).UtcTicks;
        _last = left;
        _takenAt = time.GetTimestamp();
        if (left is null)
        {
            try
            {
                Save(State());
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // The disk refuses the lines too, and their writer tells that; it saves this as soon as it can.
                _version++;
            }
        }
    }

    /// <summary>Until when an earlier run listened, or told that it did not; null where there was none.</summary>
    public DateTimeOffset? Inherited { get; }

    /// <summary>The gaps that an earlier run did not come to tell.</summary>
    public IReadOnlyList<SpoolGap> InheritedGaps { get; }

    /// <summary>Until when the agent was listened to, as far as this process knows.</summary>
    public DateTimeOffset Until => new(Volatile.Read(ref _until), TimeSpan.Zero);

    /// <summary>
    /// The last reading of the agent's loss counters, of this run or an earlier one. Set it behind the gaps that it leads to.
    /// </summary>
    public LossReading? Losses
    {
        get
        {
            lock (_lock)
            {
                return _losses;
            }
        }

        set
        {
            lock (_lock)
            {
                _losses = value;
                _version++;
            }
        }
    }

    /// <summary>True where something is not saved.</summary>
    public bool IsAhead
    {
        get
        {
            lock (_lock)
            {
                return IsChanged;
            }
        }
    }

    private bool IsChanged => _version != _saved || _last?.Until.UtcTicks != Volatile.Read(ref _until);

    /// <summary>
    /// What happened until then was appended to the spool, or is in a gap that is appended or owed. Earlier times change nothing. Neither
    /// waits nor allocates.
    /// </summary>
    public void Heard(DateTimeOffset until)
    {
        var ticks = until.UtcTicks;
        for (var now = Volatile.Read(ref _until); ticks > now;)
        {
            var was = Interlocked.CompareExchange(ref _until, ticks, now);
            if (was == now)
            {
                return;
            }

            now = was;
        }
    }

    /// <summary>A gap will be appended; it may be an inherited one.</summary>
    public void Owe(SpoolGap gap)
    {
        lock (_lock)
        {
            if (!_owed.Contains(gap))
            {
                _owed.Add(gap);
                _version++;
            }
        }
    }

    /// <summary>A gap that was owed is appended.</summary>
    public void Told(SpoolGap gap)
    {
        lock (_lock)
        {
            _owed.Remove(gap);
            _version++;
        }
    }

    /// <summary>What to save once all is written and fsynced that is appended now; null where nothing is new, or it is too early.</summary>
    public CheckpointState? TakeDue()
    {
        lock (_lock)
        {
            return _time.GetElapsedTime(_takenAt) >= SaveEach ? Take() : null;
        }
    }

    /// <summary>As <see cref="TakeDue"/>, however early.</summary>
    public CheckpointState? Take()
    {
        lock (_lock)
        {
            _takenAt = _time.GetTimestamp();
            return IsChanged ? State() : null;
        }
    }

    /// <summary>Saves what was taken.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk refuses.</exception>
    public void Save(CheckpointState state)
    {
        _file.Save(state);
        lock (_lock)
        {
            _last = state;
            _saved = state.Version;
        }
    }

    private CheckpointState State() => new(Until, [.. _owed], _losses) { Version = _version };
}

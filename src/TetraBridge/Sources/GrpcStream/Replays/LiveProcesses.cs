namespace TetraBridge.Sources.GrpcStream.Replays;

/// <summary>
/// The processes that run, as their live exec events told them: pid, start and exec_id. A replay's start is the fork, up to half a second
/// before the exec that was seen live, so a process is known by pid and near start of its first exec; its exec_id is that of its last. Room
/// for a fixed number; where more run, one gives way. Thread-safe; allocates nothing an event.
/// </summary>
internal sealed class LiveProcesses(int most)
{
    /// <summary>Longer ids are not remembered.</summary>
    public const int LongestId = 128;

    private const long Earliest = 500_000_000;
    private const long Latest = 20_000_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<uint, int> _places = new(most);
    private readonly Stack<int> _free = new(most);
    private readonly uint[] _pids = new uint[most];
    private readonly long[] _starts = new long[most];
    private readonly long[] _execs = new long[most];
    private readonly byte[] _ids = new byte[most * LongestId];
    private readonly byte[] _lengths = new byte[most];
    private int _used;
    private int _next;

    /// <summary>An exec seen live.</summary>
    public void Add(in SeenProcess process)
    {
        lock (_lock)
        {
            Put(process);
        }
    }

    /// <summary>An exec that comes late, out of a file: what a younger process with its pid told stays.</summary>
    public void AddEarlier(in SeenProcess process)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue(process.Pid, out var place) || _execs[place] < process.Start)
            {
                Put(process);
            }
        }
    }

    /// <summary>A process that has ended, by its live or its told-again start; a later one with its pid stays.</summary>
    public void Remove(in SeenProcess process)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(process.Pid, out var place)
                && (IsNear(_execs[place], process.Start) || IsNear(_starts[place], process.Start)))
            {
                _places.Remove(process.Pid);
                _free.Push(place);
            }
        }
    }

    /// <summary>Finds the exec_id that a replay's process had live, and how long it is; 0 where it wasn't seen.</summary>
    public int Find(in SeenProcess replay, Span<byte> id)
    {
        lock (_lock)
        {
            if (!_places.TryGetValue(replay.Pid, out var place) || !IsNear(_starts[place], replay.Start))
            {
                return 0;
            }

            _ids.AsSpan(place * LongestId, _lengths[place]).CopyTo(id);
            return _lengths[place];
        }
    }

    private void Put(in SeenProcess process)
    {
        if (process.ExecId.Length is 0 or > LongestId)
        {
            return;
        }

        if (!_places.TryGetValue(process.Pid, out var place))
        {
            place = Place();
            _places.Add(process.Pid, place);
            _starts[place] = process.Start;
        }

        _pids[place] = process.Pid;
        _starts[place] = process.IsNew ? process.Start : _starts[place];
        _execs[place] = process.Start;
        _lengths[place] = (byte)process.ExecId.Length;
        process.ExecId.CopyTo(_ids.AsSpan(place * LongestId));
    }

    private static bool IsNear(long live, long told) => live - told is >= -Latest and <= Earliest;

    private int Place()
    {
        if (_free.TryPop(out var free))
        {
            return free;
        }

        if (_used < most)
        {
            return _used++;
        }

        var place = _next;
        _next = (_next + 1) % most;
        _places.Remove(_pids[place]);
        return place;
    }
}

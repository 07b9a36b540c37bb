namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>
/// What a reading of the export file, in its order, says about a span: which events lie in it, and whether the file holds all that
/// happened. A line without a time of its own is judged by those around it, since file and stream have one order. So is where the span
/// ends: an agent counts its times from its own start, and they may be ahead of our clock, so the span goes on to the first event that the
/// stream brought behind it. Not thread-safe.
/// </summary>
internal sealed class BackfillSpan
{
    private readonly Fill _fill;
    private readonly BackfillEvidence _evidence;
    private readonly KnownEvents _known;
    private readonly int _mostHeld;
    private readonly long _from;
    private readonly long _to;
    private readonly long _first;
    private readonly long _last;
    private readonly long _reported;
    private readonly List<(UInt128 Uid, byte[] Text)> _held = [];
    private long _heldBytes;
    private long _filledAt;
    private long _at = long.MinValue;
    private bool _hasMet;
    private bool _hasFilled;
    private bool _isOver;
    private bool _maybeStart;
    private bool _isSpoiled;

    /// <summary>A span.</summary>
    /// <param name="from">Its begin.</param>
    /// <param name="to">Its end.</param>
    /// <param name="limits">How far it is looked.</param>
    /// <param name="fill">Takes each line of the file that lies in the span and that the spool lacks.</param>
    public BackfillSpan(DateTimeOffset from, DateTimeOffset to, BackfillLimits limits, Fill fill)
    {
        _fill = fill;
        _from = Nanoseconds(from);
        _to = Nanoseconds(to);
        _first = Nanoseconds(from - limits.Late);
        _last = Nanoseconds(to + limits.Late);
        _reported = Nanoseconds(to + limits.Report);
        _mostHeld = limits.HeldBytes;
        _known = new KnownEvents(limits.EdgeEvents, _first, _from, _last);
        _evidence = new BackfillEvidence(_from, limits);
    }

    /// <summary>What is done with a line that is filled in.</summary>
    public delegate void Fill(ReadOnlySpan<byte> text);

    /// <summary>
    /// True where the file reaches back before the span, lacks nothing that the stream brought shortly before, and tells of nothing that it
    /// lacks.
    /// </summary>
    public bool IsComplete => !_isSpoiled && _evidence.HoldsAll(_known.Before);

    /// <summary>Notes an event of the spool, in its order.</summary>
    public void Know(in IdentifiedLine line) => _known.Add(line);

    /// <summary>True for an event of the spool that was filled into this span earlier; asked in the spool's order.</summary>
    public bool WasFilled(in IdentifiedLine line)
    {
        _filledAt = line.IsBackfilled && line.Time != 0 ? line.Time : _filledAt;
        return line.IsBackfilled && _filledAt >= _from && _filledAt <= _to;
    }

    /// <summary>The file can't be read, or not all of it.</summary>
    public void Spoil() => _isSpoiled = true;

    /// <summary>Takes an event of the file, in its order.</summary>
    public void Take(ReadOnlySpan<byte> text, in IdentifiedLine line)
    {
        Watch(line);
        if (line.Time == 0)
        {
            TakeTimeless(text, line);
            return;
        }

        // A late line says nothing about where the ones before it belong.
        if (line.Time >= _at)
        {
            Release(line.Time >= _from);
            _at = line.Time;
        }

        _evidence.Note(line.Uid, line.Time);
        if (IsKnown(line.Uid))
        {
            _isOver |= line.Time > _to && _hasFilled && _known.IsOfStream(line.Uid);
            return;
        }

        // What stands before the first event that is known came by stream too, and is only forgotten.
        if (line.Time >= _first && !IsBehind(line.Time) && (line.Time >= _from || _hasMet))
        {
            FillIn(line.Uid, text);
        }
    }

    /// <summary>Looks at an event of the file only for what it says of those that the file lacks.</summary>
    public void Watch(in IdentifiedLine line)
    {
        if (line.Sign == AgentSign.RateLimit && line.Time >= _from && line.Time <= _reported)
        {
            Spoil();
        }
    }

    /// <summary>The file ends here.</summary>
    public void End() => Release(isWithin: true);

    private void TakeTimeless(ReadOnlySpan<byte> text, in IdentifiedLine line)
    {
        _evidence.Note(line.Uid, _at);
        if (IsBehind(_at))
        {
            return;
        }

        // While an agent is down what runs is told nowhere.
        var isWithin = _at >= _from;
        _isSpoiled |= isWithin && line.Sign == AgentSign.Start;
        _maybeStart |= line.Sign == AgentSign.Start;
        if (IsKnown(line.Uid))
        {
            return;
        }

        if (isWithin)
        {
            FillIn(line.Uid, text);
        }
        else
        {
            Hold(line.Uid, text);
        }
    }

    private bool IsBehind(long at) => at > (_isOver ? _to : _last);

    private bool IsKnown(UInt128 uid)
    {
        _hasMet |= _known.IsBefore(uid);
        return _known.Contains(uid);
    }

    private void FillIn(UInt128 uid, ReadOnlySpan<byte> text)
    {
        _hasFilled = true;
        _known.Add(uid);
        _fill(text);
    }

    // Until the next line with a time tells on which side of the span's begin it stands.
    private void Hold(UInt128 uid, ReadOnlySpan<byte> text)
    {
        if (_heldBytes + text.Length > _mostHeld)
        {
            Spoil();
            return;
        }

        _held.Add((uid, text.ToArray()));
        _heldBytes += text.Length;
    }

    private void Release(bool isWithin)
    {
        _isSpoiled |= isWithin && _maybeStart;
        _maybeStart = false;
        foreach (var (uid, text) in isWithin ? _held : [])
        {
            if (!_known.Contains(uid))
            {
                FillIn(uid, text);
            }
        }

        _held.Clear();
        _heldBytes = 0;
    }

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}

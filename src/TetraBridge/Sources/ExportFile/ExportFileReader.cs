using Microsoft.Extensions.Logging;

namespace TetraBridge.Sources.ExportFile;

/// <summary>Reads the export file from backup to backup into the present file and follows it through rotations. Not thread-safe.</summary>
internal sealed class ExportFileReader(
    ExportFileSet set,
    BlockPool pool,
    int maxLine,
    ReaderBeginning beginning,
    TimeProvider time,
    ILogger logger) : IJournalReader
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(1);

    private readonly ExportFileCourse _course = new(set);
    private readonly Queue<JournalItem> _ready = new();
    private readonly PollPace _pace = new();
    private readonly ProblemTeller _problems = new(set.PresentPath, logger);
    private OpenExportFile? _file;
    private ExportFileEntry? _leftOut;
    private DateTime? _onceBehind;
    private PendingGap? _gap;
    private long _checked;
    private bool _completed;

    /// <inheritdoc/>
    public bool IsCompleted => _completed && _ready.Count == 0;

    /// <inheritdoc/>
    public JournalItem? TryRead()
    {
        while (true)
        {
            if (_ready.TryDequeue(out var ready))
            {
                _pace.Active();
                return ready;
            }

            if (_completed || !Advance())
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        while (atMost > TimeSpan.Zero && !_completed && _ready.Count == 0)
        {
            var pause = _pace.Next() is var next && next < atMost ? next : atMost;
            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
            atMost -= pause;
            if (HasNews())
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public JournalLag Lag()
    {
        var listing = _course.Look();
        var index = _file is null ? -1 : listing.IndexOf(_file.Entry, _file.Position?.File);
        var bytes = _file is null
            ? listing.Bytes
            : listing.BytesFrom(index + 1) + (index < 0 ? 0 : Math.Max(0, listing.Files[index].Identity.Bytes - _file.Offset));
        var oldestUnread = index >= 0 && listing.Files[index].Identity.Bytes <= _file!.Offset ? index + 1 : Math.Max(index, 0);
        return new JournalLag(bytes, listing.Bytes, bytes == 0 ? null : RotationPace.UntilLost(listing, oldestUnread, time.GetUtcNow().UtcDateTime));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_ready.TryDequeue(out var item))
        {
            (item as LineBlock)?.Release();
        }

        _file?.Dispose();
        _file = null;
        _completed = true;
    }

    // One step: to the next file, the next lines or the end of a file; false where only waiting helps.
    private bool Advance()
    {
        if (_file is null or { IsLeft: true })
        {
            return GoOn();
        }

        CheckContent(_file);
        if (_file.TryRead() is not { } item)
        {
            return PassEnd(_file);
        }

        Hand(item);
        return true;
    }

    // To the first file, or to the one behind the file that was left; false where there is none now.
    private bool GoOn()
    {
        if (beginning.Once)
        {
            _onceBehind ??= _course.Look().NewestBackup ?? DateTime.MinValue;
        }

        var leg = _leftOut is not null ? _course.Next(_leftOut, null)
            : _file is null ? _course.Start(beginning.Bookmark, beginning.Start)
            : _course.Next(_file.Entry, _file.Position);
        if (leg.Entry is null)
        {
            return NothingNow(leg.Problem);
        }

        var input = leg.Entry.Open(out var problem);
        if (input is null)
        {
            return problem is not null && (beginning.Once ? LeaveOut(leg.Entry, problem) : NothingNow(problem));
        }

        _problems.Over();
        SetGap(leg.Gap);
        _file?.Dispose();
        _leftOut = null;
        _checked = time.GetTimestamp();
        var limit = beginning.Once && leg.Entry is { IsPresent: true, IsPacked: false } ? input.Status().Size : long.MaxValue;
        _file = new OpenExportFile(leg.Entry, input, pool, maxLine, leg.Offset, limit);
        return true;
    }

    private bool NothingNow(string? problem)
    {
        _problems.Say(problem, beginning.Once, _file is null);
        _completed = beginning.Once;
        return false;
    }

    private bool LeaveOut(ExportFileEntry entry, string problem)
    {
        logger.LeftOut(entry.Path, problem);
        _gap ??= new PendingGap(GapReason.Unreadable, entry.Name, entry.Status.Size, _file?.Position, $"{entry.Name} can't be read: {problem}");
        _leftOut = entry;
        return true;
    }

    // At the end of what is there of a file; false where only waiting helps.
    private bool PassEnd(OpenExportFile file)
    {
        if (file.Damage is { } damage)
        {
            return PassDamage(file, damage);
        }

        if (beginning.Once && IsLast(file))
        {
            return Complete(file);
        }

        if (file.IsFinished)
        {
            Leave(file);
            return true;
        }

        if (!FileStat.TryOf(set.PresentPath, out var present))
        {
            return false;
        }

        // Another file under the name: what was read may have been written to before the rename, so it is read once more to its end (no more
        // can come), and only then left.
        file.IsFinished = !present.IsSameFile(file.Entry.Status);
        return file.IsFinished || (present.Size < file.ReadTo && BeginAnew(file));
    }

    private bool PassDamage(OpenExportFile file, string damage)
    {
        if (!file.IsFinished)
        {
            return NothingNow(damage);
        }

        Leave(file);
        var gap = new PendingGap(
            GapReason.Unreadable,
            file.Entry.Name,
            null,
            file.Position,
            $"{file.Entry.Name} is broken behind byte {file.Offset} ({damage}): the lines behind it are lost.");
        if (file.Position is { } at)
        {
            Hand(Told(gap).EndingAt(at));
        }
        else
        {
            SetGap(gap);
        }

        return true;
    }

    private void Leave(OpenExportFile file)
    {
        if (file.TakeRest() is { } rest)
        {
            Hand(rest);
        }

        file.IsLeft = true;
    }

    // With `once`: the file that was the present one at the beginning, also where it has become a backup since.
    private bool IsLast(OpenExportFile file) => file.Entry.IsPresent || file.Entry.RotatedAt > _onceBehind;

    private bool Complete(OpenExportFile file)
    {
        if (file.Entry.IsPresent && file.TakeRestIfWhole() is { } whole)
        {
            Hand(whole);
        }
        else if (file.ReadTo > file.Offset && file.IsFinished)
        {
            Hand(file.TakeRest()!);
        }
        else if (file.ReadTo > file.Offset)
        {
            logger.LeftUnread(file.Entry.Path, file.Offset, file.ReadTo - file.Offset);
        }

        _completed = true;
        return true;
    }

    // Truncation by a foreign tool shows as a shorter file, or as another first line where the file has grown again meanwhile.
    private void CheckContent(OpenExportFile file)
    {
        if (!file.IsFinished && time.GetElapsedTime(_checked) >= BetweenChecks)
        {
            _checked = time.GetTimestamp();
            if (!file.HoldsWhatWasRead())
            {
                BeginAnew(file);
            }
        }
    }

    private bool BeginAnew(OpenExportFile file)
    {
        SetGap(new PendingGap(
            GapReason.Truncated,
            file.Entry.Name,
            null,
            file.Position,
            $"{file.Entry.Name} was truncated while it was read, behind byte {file.Offset}: what was written there since the last look is lost. Let Tetragon rotate the file (export-file-max-size-mb), not logrotate's copytruncate."));
        file.StartOver();
        return true;
    }

    private bool HasNews()
    {
        var isThere = FileStat.TryOf(set.PresentPath, out var present);
        if (_file is null || _leftOut is not null)
        {
            return isThere;
        }

        var isSame = isThere && present.IsSameFile(_file.Entry.Status);
        if (_file.IsLeft || (isThere && !isSame))
        {
            return isThere;
        }

        return (isSame ? present.Size : _file.Status.Size) != _file.ReadTo;
    }

    private void SetGap(PendingGap? gap)
    {
        if (gap is not null && _gap is null)
        {
            _gap = Told(gap);
        }
    }

    private PendingGap Told(PendingGap gap)
    {
        logger.Gap(gap.Words);
        return gap;
    }

    // A gap comes before the first line behind it, which tells where it ends.
    private void Hand(JournalItem item)
    {
        if (_gap is not null)
        {
            _ready.Enqueue(_gap.EndingAt(new Position(item.End.File, 0)));
            _gap = null;
        }

        _ready.Enqueue(item);
    }
}

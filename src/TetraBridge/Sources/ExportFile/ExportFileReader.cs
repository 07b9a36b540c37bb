using Microsoft.Extensions.Logging;
using TetraBridge.Sources.ExportFile.Rotation;

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
    private static readonly TimeSpan _betweenChecks = TimeSpan.FromSeconds(1);

    private readonly NextFileFinder _finder = new(set);
    private readonly ReadyItems _ready = new(logger);
    private readonly PresentFileWatch _watch = new(set, time);
    private readonly ProblemTeller _problems = new(set.PresentPath, logger);
    private OpenExportFile? _file;
    private ExportFileEntry? _leftOut;
    private DateTime? _onceBehind;
    private long _checked;
    private bool _completed;

    /// <inheritdoc/>
    public bool IsCompleted => _completed && _ready.IsEmpty;

    /// <inheritdoc/>
    public JournalItem? TryRead()
    {
        while (true)
        {
            if (_ready.Next() is { } ready)
            {
                _watch.Active();
                return ready;
            }

            if (_completed || !Advance())
            {
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellation) =>
        _completed || !_ready.IsEmpty ? ValueTask.CompletedTask : _watch.WaitAsync(_leftOut is null ? _file : null, atMost, cancellation);

    /// <inheritdoc/>
    public JournalLag Lag()
    {
        var listing = _finder.Look();
        var index = _file is null ? -1 : listing.IndexOf(_file.Entry, _file.Position?.File);
        var bytes = _file is null
            ? listing.Bytes
            : listing.BytesFrom(index + 1) + (index < 0 ? 0 : Math.Max(0, listing.Files[index].Identity.Bytes - _file.Offset));
        var oldestUnread = index >= 0 && listing.Files[index].Identity.Bytes <= _file!.Offset ? index + 1 : Math.Max(index, 0);
        return new JournalLag(
            bytes, listing.Bytes, bytes == 0 ? null : RotationPace.UntilLost(listing, oldestUnread, time.GetUtcNow().UtcDateTime));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ready.Dispose();
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

        _ready.Add(item);
        return true;
    }

    // To the first file, or to the one behind the file that was left; false where there is none now.
    private bool GoOn()
    {
        if (beginning.Once)
        {
            _onceBehind ??= _finder.Look().NewestBackup ?? DateTime.MinValue;
        }

        var next = _leftOut is not null ? _finder.Next(_leftOut, null)
            : _file is null ? _finder.Start(beginning.Bookmark, beginning.Start)
            : _finder.Next(_file.Entry, _file.Position);
        if (next.Entry is null)
        {
            return NothingNow(next.Problem);
        }

        var input = set.Open(next.Entry, out var problem);
        if (input is null)
        {
            return problem is not null && (beginning.Once ? LeaveOut(next, next.Entry, problem) : NothingNow(problem));
        }

        if (next.Entry is { IsPresent: true, IsPacked: false } && !_finder.IsStill(next.Entry, input))
        {
            input.Dispose();
            return true;
        }

        _problems.Over();
        AddGap(next);
        _file?.Dispose();
        _leftOut = null;
        _checked = time.GetTimestamp();
        var limit = beginning.Once && next.Entry is { IsPresent: true, IsPacked: false } ? input.Status().Size : long.MaxValue;
        _file = new OpenExportFile(next.Entry, input, pool, maxLine, next.Offset, limit);
        return true;
    }

    private bool NothingNow(string? problem)
    {
        _problems.Say(problem, beginning.Once, _file is null);
        _completed = beginning.Once;
        return false;
    }

    private void AddGap(ReadingPlace next)
    {
        if (next.Gap is not null && next is { Offset: > 0, Entry.File: { } file })
        {
            _ready.AddAt(next.Gap, new Position(file, next.Offset));
        }
        else if (next.Gap is not null)
        {
            _ready.AddBeforeNextFile(next.Gap);
        }
    }

    private bool LeaveOut(ReadingPlace next, ExportFileEntry entry, string problem)
    {
        AddGap(next);
        _ready.AddBeforeNextFile(PendingGap.LeftOut(entry.Name, entry.Status.Size, _file?.Position, problem));
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

        if (!set.TryPresent(out var present))
        {
            return false;
        }

        // Another file under the name: what was read may have been written to before the rename, so it is read once more to its end (no
        // more can come), and only then left.
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
        var gap = PendingGap.Broken(file.Entry.Name, file.Offset, file.Position, damage);
        if (file.Position is { } at)
        {
            _ready.AddAt(gap, at);
        }
        else
        {
            _ready.AddBeforeNextFile(gap);
        }

        return true;
    }

    private void Leave(OpenExportFile file)
    {
        if (file.TakeRest() is { } rest)
        {
            _ready.Add(rest);
        }

        file.IsLeft = true;
    }

    // With `once`: the file that was the present one at the beginning, also where it has become a backup since.
    private bool IsLast(OpenExportFile file) => file.Entry.IsPresent || file.Entry.RotatedAt > _onceBehind;

    private bool Complete(OpenExportFile file)
    {
        if (file.Entry.IsPresent && file.TakeRestIfWhole() is { } whole)
        {
            _ready.Add(whole);
        }
        else if (file.ReadTo > file.Offset && file.IsFinished)
        {
            _ready.Add(file.TakeRest()!);
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
        if (!file.IsFinished && time.GetElapsedTime(_checked) >= _betweenChecks)
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
        _ready.AddBeforeNextFile(PendingGap.Truncated(file.Entry.Name, file.Offset, file.Position));
        file.StartOver();
        return true;
    }
}

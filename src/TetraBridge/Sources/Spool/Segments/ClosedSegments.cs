using TetraBridge.Sources.ExportFile.Disk;
using TetraBridge.Sources.ExportFile.Rotation;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool.Segments;

/// <summary>The closed segments of a spool, oldest first: what they cost, who still needs them, and their end. Not thread-safe.</summary>
internal sealed class ClosedSegments(ISpoolFiles files, SpoolHolds holds)
{
    private readonly Queue<SpoolSegment> _segments = new();

    /// <summary>All their bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The newest one's time, UTC: names tell the order, so each later one must be later.</summary>
    public DateTime Newest { get; private set; }

    /// <summary>The oldest one; null where there is none.</summary>
    public SpoolSegment? Oldest => _segments.TryPeek(out var oldest) ? oldest : null;

    /// <summary>
    /// True where every reader is known to be behind the oldest one. A bookmark at its very end stands in it still: without it the next
    /// start would not find its place.
    /// </summary>
    public bool IsOldestSettled =>
        Oldest is { } oldest && holds.Places() is { Count: > 0 } places && places.All(place => NeededFrom(oldest, place) > oldest.Bytes);

    /// <summary>Finds what an earlier run left.</summary>
    public void Look()
    {
        _segments.Clear();
        Bytes = 0;
        foreach (var (name, bytes) in files.List().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (BackupName.TryParse(SpoolOptions.FileName, name, out var backup) && !backup.IsPacked)
            {
                Add(new SpoolSegment(name, backup.RotatedAt, bytes, FingerprintOf(name)));
            }
        }
    }

    /// <summary>Closes the present segment: gives it its name.</summary>
    public void Close(long bytes, DateTime now)
    {
        var closedAt = now > Newest.AddMilliseconds(1) ? now : Newest.AddMilliseconds(1);
        var name = BackupName.Of(SpoolOptions.FileName, closedAt);
        var fingerprint = FingerprintOf(SpoolOptions.FileName);
        files.Rename(SpoolOptions.FileName, name);
        Add(new SpoolSegment(name, closedAt, bytes, fingerprint));
    }

    /// <summary>Removes the oldest one; the gap that it leaves, null where every reader was through with it.</summary>
    public SpoolGap? RemoveOldest()
    {
        var oldest = _segments.Peek();
        var from = holds.Places() is { Count: > 0 } places ? places.Min(place => NeededFrom(oldest, place)) : 0;
        var events = from >= oldest.Bytes ? 0 : CountLines(oldest.Name, from);
        files.Delete(oldest.Name);
        _segments.Dequeue();
        Bytes -= oldest.Bytes;
        return events == 0 ? null : new SpoolGap(
            GapReason.SpoolFull.Name(),
            $"The spool reached its limit: its oldest segment {oldest.Name} was removed with {events} events ({oldest.Bytes - from} bytes) that not every route had delivered. Raise the limit, or see what slows the destinations down.")
        {
            File = oldest.Name,
            Bytes = oldest.Bytes - from,
            Events = events,
        };
    }

    private void Add(SpoolSegment segment)
    {
        _segments.Enqueue(segment);
        Bytes += segment.Bytes;
        Newest = segment.ClosedAt;
    }

    // From where on a reader still needs the oldest segment: all of it where its place can't be found.
    private long NeededFrom(SpoolSegment oldest, Position? place) =>
        place is not { } at ? 0
        : at.File == oldest.Fingerprint ? at.Offset
        : _segments.Skip(1).Any(segment => segment.Fingerprint == at.File)
            || FingerprintOf(SpoolOptions.FileName) == at.File ? long.MaxValue
        : 0;

    private UInt128? FingerprintOf(string name)
    {
        using var input = files.Read(name);
        return input is null ? null : Fingerprint.Of(input, isFinished: false);
    }

    private long CountLines(string name, long from)
    {
        using var input = files.Read(name);
        return input is null ? 0 : LineCount.Of(input, from);
    }
}

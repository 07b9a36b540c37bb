using Microsoft.Extensions.Logging;
using TetraBridge.Sources.ExportFile.Disk;
using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool.Segments;

/// <summary>
/// The files of a spool: the present segment, closed ones named as Tetragon names backups, and their limits. Each start opens a new
/// segment. Not thread-safe, but for
/// <see cref="Sync"/> and <see cref="Unsynced"/>. What the disk refuses is thrown, and then nothing of the call counts: it can be made
/// again.
/// </summary>
internal sealed class SpoolSegments(
    ISpoolFiles files, SpoolOptions options, SpoolHolds holds, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly ClosedSegments _closed = new(files, holds);
    private readonly Lock _syncLock = new();
    private ISpoolFile? _present;
    private ISpoolFile? _before;
    private long _presentBytes;
    private long _written;
    private long _synced;
    private byte[] _gaps = [];

    /// <summary>All bytes on the disk.</summary>
    public long Bytes => _closed.Bytes + _presentBytes;

    /// <summary>Written bytes that a power cut could take.</summary>
    public long Unsynced => Volatile.Read(ref _written) - Volatile.Read(ref _synced);

    /// <summary>Takes up what an earlier run left: mends its last line, closes its segment, and opens a new one.</summary>
    public void Open()
    {
        _closed.Look();
        var left = files.List().FirstOrDefault(file => file.Name == SpoolOptions.FileName);
        if (left.Bytes > 0)
        {
            using var file = files.Append(SpoolOptions.FileName);
            var whole = Mend(file, left.Bytes);
            file.Sync();
            Close(whole);
        }

        OpenPresent();
    }

    /// <summary>Writes as many of the lines as the present segment takes, at least one; the bytes that are written.</summary>
    public int Write(ReadOnlySpan<byte> lines)
    {
        var length = Fitting(lines);
        if (length == 0)
        {
            Rotate();
            length = Fitting(lines);
        }

        MakeRoom(length);
        if (_present is null)
        {
            OpenPresent();
        }

        TellGaps();
        WriteToPresent(lines[..length]);
        return length;
    }

    /// <summary>Writes the gap lines that wait, without waiting for other lines.</summary>
    public void TellGaps()
    {
        if (_gaps.Length > 0 && _present is not null)
        {
            WriteToPresent(_gaps);
            _gaps = [];
        }
    }

    /// <summary>Removes what the limit of age asks for, and tells it.</summary>
    public void Expire()
    {
        if (options.LimitAge is { } age)
        {
            while (_closed.Oldest is { } oldest && time.GetUtcNow().UtcDateTime - oldest.ClosedAt > age)
            {
                RemoveOldest();
            }

            TellGaps();
        }
    }

    /// <summary>Removes the oldest segment where nobody needs it; false where there is none such. For a full disk.</summary>
    public bool RemoveSettled()
    {
        if (!_closed.IsOldestSettled)
        {
            return false;
        }

        RemoveOldest();
        return true;
    }

    /// <summary>All that was written before is on the disk when this returns. Thread-safe; may run beside a write.</summary>
    public void Sync()
    {
        lock (_syncLock)
        {
            // Taken first: what is written meanwhile may or may not be on the disk. No segment is closed meanwhile: that needs this lock.
            var written = Volatile.Read(ref _written);
            if (written > _synced)
            {
                _present?.Sync();
                Volatile.Write(ref _synced, written);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_syncLock)
        {
            _present?.Dispose();
            _before?.Dispose();
            _present = null;
            _before = null;
        }
    }

    // What stands behind the last newline was cut off by a crash: no reader was given it. The gap line is written over it, so that a crash
    // in between leaves the evidence and is mended again.
    private long Mend(ISpoolFile file, long length)
    {
        using var input = files.Read(SpoolOptions.FileName);
        var whole = input is null ? 0 : LastNewline.Before(input, length);
        if (whole == length)
        {
            return length;
        }

        var gap = new SpoolGap(
            GapReason.TornLine.Name(), $"The last line of the spool was cut off by a crash: {length - whole} bytes of one event are lost.")
        {
            File = SpoolOptions.FileName,
            Bytes = length - whole,
            Events = 1,
        };
        logger.SpoolGap(gap.Words);
        var line = SpoolGapLine.Of(gap, options.Node, time.GetUtcNow());
        file.Write(whole, line);
        file.Truncate(whole + line.Length);
        return whole + line.Length;
    }

    private int Fitting(ReadOnlySpan<byte> lines)
    {
        var room = options.SegmentBytes - _presentBytes;
        if (lines.Length <= room)
        {
            return lines.Length;
        }

        var length = room <= 0 ? 0 : lines[..(int)room].LastIndexOf((byte)'\n') + 1;

        // A line longer than a segment has one for itself.
        return length == 0 && _presentBytes == 0 ? lines.IndexOf((byte)'\n') + 1 : length;
    }

    private void WriteToPresent(ReadOnlySpan<byte> lines)
    {
        try
        {
            _present!.Write(_presentBytes, lines);
        }
        catch (IOException)
        {
            // Half a line must not stay in front of the next one, nor be read.
            _present!.Truncate(_presentBytes);
            throw;
        }

        _presentBytes += lines.Length;
        Volatile.Write(ref _written, _written + lines.Length);
    }

    // Fsynced before it gets its new name: behind a power cut no segment has a hole before the next one.
    private void Rotate()
    {
        Sync();
        Close(_presentBytes);
        OpenPresent();
    }

    private void Close(long bytes)
    {
        _closed.Close(bytes, time.GetUtcNow().UtcDateTime);

        // The last closed one stays in the system's memory: a reader that is a little behind is in it.
        _before?.LeaveMemory();
        _before?.Dispose();
        _before = _present;
        _present = null;
        _presentBytes = 0;
    }

    private void OpenPresent()
    {
        var next = files.Append(SpoolOptions.FileName);
        try
        {
            files.SyncNames();
        }
        catch
        {
            next.Dispose();
            throw;
        }

        _present = next;
    }

    private void MakeRoom(int coming)
    {
        while (_closed.Oldest is not null && Bytes + coming > options.LimitBytes)
        {
            RemoveOldest();
        }
    }

    private void RemoveOldest()
    {
        if (_closed.RemoveOldest() is { } gap)
        {
            logger.SpoolGap(gap.Words);
            _gaps = [.. _gaps, .. SpoolGapLine.Of(gap, options.Node, time.GetUtcNow())];
        }
    }
}

using System.Runtime.InteropServices;
using TetraBridge.Sources.Spool.Segments;

namespace TetraBridge.Tests.Support;

/// <summary>A file of <see cref="MemorySpoolFiles"/>.</summary>
internal sealed class MemorySpoolFile(MemorySpoolFiles disk) : ISpoolFile
{
    private int _synced;

    /// <summary>What is written.</summary>
    public List<byte> Content { get; } = [];

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        disk.Put(Content, offset, bytes);
        disk.Wrote();
    }

    /// <inheritdoc/>
    public void Truncate(long length) => disk.Locked(() =>
    {
        CollectionsMarshal.SetCount(Content, (int)length);
        return _synced = Math.Min(_synced, (int)length);
    });

    /// <inheritdoc/>
    public void Sync()
    {
        disk.Syncing();
        disk.Syncs++;
        if (disk.RefusesSync)
        {
            throw new IOException("Input/output error");
        }

        _synced = Content.Count;
    }

    /// <summary>Whether it left the system's memory, all of it fsynced.</summary>
    public bool HasLeftMemory { get; private set; }

    /// <inheritdoc/>
    public void LeaveMemory() => HasLeftMemory = _synced == Content.Count;

    /// <summary>Loses a part of what was not fsynced.</summary>
    public void CutPower(Random random)
    {
        CollectionsMarshal.SetCount(Content, random.Next(_synced, Content.Count + 1));
        _synced = Content.Count;
    }

    public void Dispose()
    {
    }
}

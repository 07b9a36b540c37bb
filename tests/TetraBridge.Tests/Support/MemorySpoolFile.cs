using System.Runtime.InteropServices;
using TetraBridge.Sources.Spool;

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
        var more = offset + bytes.Length - Content.Count;
        try
        {
            disk.Take(more);
        }
        catch (IOException)
        {
            // As a disk does: what there is room for is written.
            Put((int)offset, bytes[..(int)Math.Clamp(disk.Limit - disk.Bytes, 0, bytes.Length)]);
            throw;
        }

        Put((int)offset, bytes);
    }

    /// <inheritdoc/>
    public void Truncate(long length)
    {
        CollectionsMarshal.SetCount(Content, (int)length);
        _synced = Math.Min(_synced, (int)length);
    }

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

    /// <summary>Loses a part of what was not fsynced.</summary>
    public void CutPower(Random random)
    {
        CollectionsMarshal.SetCount(Content, random.Next(_synced, Content.Count + 1));
        _synced = Content.Count;
    }

    public void Dispose()
    {
    }

    private void Put(int offset, ReadOnlySpan<byte> bytes)
    {
        if (offset + bytes.Length > Content.Count)
        {
            CollectionsMarshal.SetCount(Content, offset + bytes.Length);
        }

        bytes.CopyTo(CollectionsMarshal.AsSpan(Content)[offset..]);
    }
}

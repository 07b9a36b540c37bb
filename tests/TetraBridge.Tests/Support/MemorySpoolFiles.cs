using System.Runtime.InteropServices;
using TetraBridge.Sources.ExportFile.Disk;
using TetraBridge.Sources.Spool;
using TetraBridge.Sources.Spool.Segments;

namespace TetraBridge.Tests.Support;

/// <summary>
/// A spool's folder in memory, with what a disk can do to it: a limit of bytes, refusal to fsync, and what a kill or a power cut leaves.
/// </summary>
internal sealed class MemorySpoolFiles : ISpoolFiles
{
    private const int NoSpace = 28;

    // The writer writes while a test looks.
    private readonly Lock _lock = new();

    // Renames, creations and removals since the names were last fsynced, with how each is undone.
    private readonly List<Action<Dictionary<string, MemorySpoolFile>>> _unsynced = [];
    private Dictionary<string, MemorySpoolFile> _durable = [];

    /// <summary>The files by name.</summary>
    public Dictionary<string, MemorySpoolFile> Files { get; private set; } = [];

    /// <summary>Most bytes that the disk takes.</summary>
    public long Limit { get; set; } = long.MaxValue;

    /// <summary>True: fsync is refused.</summary>
    public bool RefusesSync { get; set; }

    /// <summary>Called in each fsync of a file.</summary>
    public Action Syncing { get; set; } = static () => { };

    /// <summary>Called behind each write to a file.</summary>
    public Action Wrote { get; set; } = static () => { };

    /// <summary>How often a file was fsynced.</summary>
    public int Syncs { get; set; }

    /// <summary>All bytes.</summary>
    public long Bytes => Files.Values.Sum(file => (long)file.Content.Count);

    /// <summary>What a reader reads, in order: closed segments by name, then the present one.</summary>
    public byte[] Everything => Locked<byte[]>(() => [.. Files.OrderBy(file => file.Key == SpoolOptions.FileName).ThenBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value.Content)]);

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, long Bytes)> List() => [.. Files.Select(file => (file.Key, (long)file.Value.Content.Count))];

    /// <summary>Does something while no other thread does.</summary>
    public T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            return action();
        }
    }

    /// <summary>Puts bytes into a file, as much as there is room for.</summary>
    public void Put(List<byte> content, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var room = Limit == long.MaxValue ? long.MaxValue : Math.Max(0, Limit - Bytes) + content.Count - offset;
            var taken = bytes[..(int)Math.Min(bytes.Length, Math.Max(0, room))];
            if (offset + taken.Length > content.Count)
            {
                CollectionsMarshal.SetCount(content, (int)offset + taken.Length);
            }

            taken.CopyTo(CollectionsMarshal.AsSpan(content)[(int)offset..]);
            if (taken.Length < bytes.Length)
            {
                throw new IOException("No space left on device", NoSpace);
            }
        }
    }

    /// <inheritdoc/>
    public ISpoolFile Append(string name)
    {
        if (!Files.TryGetValue(name, out var file))
        {
            file = new MemorySpoolFile(this);
            Change(files => files[name] = file);
        }

        return file;
    }

    /// <inheritdoc/>
    public IFileInput? Read(string name) => Files.TryGetValue(name, out var file) ? new MemoryFileInput(file.Content) : null;

    /// <inheritdoc/>
    public void Rename(string name, string to)
    {
        Assert.DoesNotContain(to, Files.Keys);
        Change(files =>
        {
            files[to] = files[name];
            files.Remove(name);
        });
    }

    /// <inheritdoc/>
    public void Delete(string name) => Change(files => files.Remove(name));

    /// <inheritdoc/>
    public void SyncNames()
    {
        _durable = new(Files);
        _unsynced.Clear();
    }

    /// <summary>kill -9: all that was written is there; of a write under way a part.</summary>
    public void Kill(ReadOnlySpan<byte> torn)
    {
        if (Files.TryGetValue(SpoolOptions.FileName, out var present))
        {
            present.Content.AddRange(torn);
        }
    }

    /// <summary>A power cut: of what was not fsynced a part, names and contents each for itself.</summary>
    public void CutPower(Random random)
    {
        var files = new Dictionary<string, MemorySpoolFile>(_durable);
        foreach (var change in _unsynced.Take(random.Next(_unsynced.Count + 1)))
        {
            change(files);
        }

        Files = files;
        foreach (var file in Files.Values)
        {
            file.CutPower(random);
        }

        SyncNames();
    }

    private void Change(Action<Dictionary<string, MemorySpoolFile>> change)
    {
        lock (_lock)
        {
            change(Files);
            _unsynced.Add(change);
        }
    }
}

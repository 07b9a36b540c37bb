using TetraBridge.Sources.ExportFile.Rotation;

namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>
/// Identities of files, remembered by inode, size and modification time, so that a look reads only what is new. Not thread-safe.
/// </summary>
internal sealed class FileIdentities(IExportFolder folder)
{
    private readonly Dictionary<FileStatus, FileIdentity> _known = [];

    /// <summary>The identity; null where the name stands for another file by now.</summary>
    public FileIdentity? Of(string path, bool isPacked, bool isFinished, FileStatus status)
    {
        if (isFinished && _known.TryGetValue(status, out var known))
        {
            return known;
        }

        using var input = folder.Open(path, isPacked, status, out var problem);
        if (input is null)
        {
            return problem is null ? null : new FileIdentity(null, 0, problem);
        }

        var bytes = isPacked ? (input as GzipFileInput)?.SizeTold() ?? 0 : status.Size;
        var identity = new FileIdentity(Fingerprint.Of(input, isFinished), bytes, null);
        if (isFinished)
        {
            _known[status] = identity;
        }

        return identity;
    }

    /// <summary>Forgets files that are gone.</summary>
    public void KeepOnly(IReadOnlyCollection<ExportFileEntry> files)
    {
        if (_known.Count > files.Count)
        {
            var there = files.Select(f => f.Status).ToHashSet();
            foreach (var gone in _known.Keys.Where(k => !there.Contains(k)).ToList())
            {
                _known.Remove(gone);
            }
        }
    }
}

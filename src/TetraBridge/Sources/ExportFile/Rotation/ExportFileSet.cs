using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>
/// Looks for the files of the journal: the present one and its backups; other files in the folder are left alone. Not thread-safe.
/// A path that ends in `.gz` is a set of one.
/// </summary>
internal sealed class ExportFileSet(string path, IExportFolder folder)
{
    // The agent can't rotate that often between two readings of a folder.
    private const int MostTries = 100;

    private readonly string _path = Path.GetFullPath(path);
    private readonly bool _isPacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
    private readonly FileIdentities _identities = new(folder);

    /// <summary>The present file's path.</summary>
    public string PresentPath => _path;

    /// <summary>Its name.</summary>
    public string PresentName => Path.GetFileName(_path);

    /// <summary>
    /// Opens a file that a look has found; null where that can't be done (<paramref name="problem"/> says why) or the name stands for
    /// another file by now (no problem: look again).
    /// </summary>
    public IFileInput? Open(ExportFileEntry entry, out string? problem) =>
        folder.Open(entry.Path, entry.IsPacked, entry.Status, out problem);

    /// <summary>The status of what stands under the present file's name; false where nothing does.</summary>
    public bool TryPresent(out FileStatus status) => folder.TryStatus(_path, out status);

    /// <summary>What is there now, as one consistent picture. Never throws.</summary>
    public ExportFileListing Look()
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            try
            {
                if (TryLook() is { } listing)
                {
                    return listing;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new ExportFileListing([], e.Message);
            }
        }

        return new ExportFileListing([], "its folder changes all the time.");
    }

    // A rotation or a compression between reading the folder and asking for a file would hide that file, and what is hidden is skipped for
    // good. So a reading before and one after all else must agree, around the same present file, and every file that was named must still
    // be there. The present file's inode alone doesn't show it: a packed backup frees its inode, and a later present file can get it.
    private ExportFileListing? TryLook()
    {
        var hasPresent = folder.TryStatus(_path, out var present);
        var names = Backups();
        List<ExportFileEntry> files = [];
        foreach (var (name, backup) in names)
        {
            var file = Path.Combine(Path.GetDirectoryName(_path)!, name);
            if (!folder.TryStatus(file, out var status) || _identities.Of(file, backup.IsPacked, true, status) is not { } identity)
            {
                return null;
            }

            files.Add(new ExportFileEntry(file, backup.RotatedAt, backup.IsPacked, status, identity));
        }

        var hasPresentStill = folder.TryStatus(_path, out var presentStill);
        if (hasPresent != hasPresentStill || !present.IsSameFile(presentStill))
        {
            return null;
        }

        if (hasPresent)
        {
            if (_identities.Of(_path, _isPacked, _isPacked, presentStill) is not { } identity)
            {
                return null;
            }

            var newest = names.Count == 0 ? DateTime.MinValue : names[^1].Backup.RotatedAt;
            files.Add(new ExportFileEntry(_path, null, _isPacked, presentStill, identity) { Behind = newest });
        }

        if (!names.SequenceEqual(Backups()))
        {
            return null;
        }

        _identities.KeepOnly(files);
        return new ExportFileListing(WithoutTwins(files), null);
    }

    private List<(string Name, BackupName Backup)> Backups()
    {
        List<(string Name, BackupName Backup)> backups = [];
        if (_isPacked)
        {
            return backups;
        }

        foreach (var file in folder.Files(Path.GetDirectoryName(_path)!))
        {
            var name = Path.GetFileName(file);
            if (BackupName.TryParse(PresentName, name, out var backup))
            {
                backups.Add((name, backup));
            }
        }

        backups.Sort((a, b) => (a.Backup.RotatedAt, a.Backup.IsPacked).CompareTo((b.Backup.RotatedAt, b.Backup.IsPacked)));
        return backups;
    }

    // While a backup is packed both forms are there, and stay so where the agent dies in between: the same content under the same time.
    private static List<ExportFileEntry> WithoutTwins(List<ExportFileEntry> files)
    {
        List<ExportFileEntry> single = [];
        foreach (var file in files)
        {
            var isTwin = file.IsPacked && single is [.., { IsPresent: false } last] && last.RotatedAt == file.RotatedAt
                && last.File == file.File;
            if (!isTwin)
            {
                single.Add(file);
            }
        }

        return single;
    }
}

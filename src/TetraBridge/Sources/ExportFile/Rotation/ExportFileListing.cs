namespace TetraBridge.Sources.ExportFile.Rotation;

/// <summary>What one look found.</summary>
/// <param name="Files">Backups from the oldest on, then the present file where there is one.</param>
/// <param name="Problem">Why the folder can't be read; null where it can.</param>
internal sealed record ExportFileListing(IReadOnlyList<ExportFileEntry> Files, string? Problem)
{
    /// <summary>Nothing seen.</summary>
    public static ExportFileListing Empty { get; } = new([], null);

    /// <summary>The file that the agent writes now; null where there is none.</summary>
    public ExportFileEntry? Present => Files is [.., { IsPresent: true } last] ? last : null;

    /// <summary>When the newest backup was made; null where there is none.</summary>
    public DateTime? NewestBackup => Files.LastOrDefault(f => !f.IsPresent)?.RotatedAt;

    /// <summary>Why one of the files can't be read; null where all can.</summary>
    public string? UnreadableFile => Files.FirstOrDefault(f => f.Identity.Problem is not null)?.Identity.Problem;

    /// <summary>All bytes, unpacked.</summary>
    public long Bytes => BytesFrom(0);

    /// <summary>The bytes of the files from an index on, unpacked.</summary>
    public long BytesFrom(int index) => Files.Skip(index).Sum(f => f.Identity.Bytes);

    /// <summary>
    /// Where a file stands that was seen before, whatever became of its name; -1 where it is gone. While it is held open its inode decides;
    /// else its content together with the time in its name, since files can have the same first line.
    /// </summary>
    /// <param name="entry">The file as it was seen.</param>
    /// <param name="file">Its fingerprint, where it became known since.</param>
    public int IndexOf(ExportFileEntry entry, UInt128? file)
    {
        var byInode = FindIndex(
            f => f.Status.IsSameFile(entry.Status) && f.IsPacked == entry.IsPacked && (f.File is null || file is null || f.File == file));
        if (byInode >= 0)
        {
            return byInode;
        }

        return FindIndex(f => f.File == file
            && f.Identity.Problem is null
            && (entry.IsPresent ? f.RotatedAt > entry.Behind : f.RotatedAt == entry.RotatedAt));
    }

    private int FindIndex(Predicate<ExportFileEntry> matches)
    {
        for (var i = 0; i < Files.Count; i++)
        {
            if (matches(Files[i]))
            {
                return i;
            }
        }

        return -1;
    }
}

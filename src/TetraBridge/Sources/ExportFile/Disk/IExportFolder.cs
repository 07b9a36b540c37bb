namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>What a look asks of the file system, call by call: whatever happens between two calls must not hide a file.</summary>
internal interface IExportFolder
{
    /// <summary>The status of what stands under a path now; false where nothing does or it can't be asked.</summary>
    bool TryStatus(string path, out FileStatus status);

    /// <summary>The paths of the files in a folder, in no order.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    IEnumerable<string> Files(string folder);

    /// <summary>
    /// Opens a file that a look has found; null with the reason in words where that can't be done, or with null words where the name
    /// stands for another file by now (it was renamed, packed or removed in between: look again).
    /// </summary>
    IFileInput? Open(string path, bool isPacked, in FileStatus expected, out string? problem);
}

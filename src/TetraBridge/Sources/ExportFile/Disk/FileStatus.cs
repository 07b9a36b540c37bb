namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>What the file system says about a file.</summary>
/// <param name="Device">The file system it lies on.</param>
/// <param name="Inode">Its number there: unique among files that exist or are held open, reused afterwards.</param>
/// <param name="Size">Bytes on disk.</param>
/// <param name="Modified">The last write, in nanoseconds since 1970; only ever compared with itself.</param>
/// <param name="IsRegular">False for folders, pipes, devices: opening a pipe could hang.</param>
internal readonly record struct FileStatus(ulong Device, ulong Inode, long Size, long Modified, bool IsRegular)
{
    /// <summary>True where both describe one file, whatever its name and size are.</summary>
    public bool IsSameFile(in FileStatus other) => Inode == other.Inode && Device == other.Device;
}

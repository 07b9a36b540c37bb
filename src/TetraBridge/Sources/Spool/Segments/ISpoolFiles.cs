using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Sources.Spool.Segments;

/// <summary>
/// What a spool asks of the file system, in one folder; names are without it. Not thread-safe. All throw <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/> where the disk refuses.
/// </summary>
internal interface ISpoolFiles
{
    /// <summary>The files that are there, with their bytes.</summary>
    IReadOnlyList<(string Name, long Bytes)> List();

    /// <summary>Opens a file for appending and makes it, for its owner only, where it is missing.</summary>
    ISpoolFile Append(string name);

    /// <summary>Opens a file for reading; null where it isn't there.</summary>
    IFileInput? Read(string name);

    /// <summary>Renames a file; never over another.</summary>
    void Rename(string name, string to);

    /// <summary>Removes a file.</summary>
    void Delete(string name);

    /// <summary>Names that were made, changed and removed are on the disk when this returns.</summary>
    void SyncNames();
}

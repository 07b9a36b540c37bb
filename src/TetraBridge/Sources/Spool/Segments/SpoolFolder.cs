using TetraBridge.Files;
using TetraBridge.Sources.ExportFile.Disk;

namespace TetraBridge.Sources.Spool.Segments;

/// <summary>A spool's folder on the disk, mode 0700.</summary>
internal sealed class SpoolFolder(string folder) : ISpoolFiles
{
    /// <inheritdoc/>
    public IReadOnlyList<(string Name, long Bytes)> List() =>
        [.. new DirectoryInfo(folder).EnumerateFiles().Select(file => (file.Name, file.Length))];

    /// <inheritdoc/>
    public ISpoolFile Append(string name) =>
        new SpoolFile(
            new FileStream(
                PathOf(name), OwnersOnly.Options(FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)));

    /// <inheritdoc/>
    public IFileInput? Read(string name)
    {
        try
        {
            return new PlainFileInput(
                File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Rename(string name, string to) => File.Move(PathOf(name), PathOf(to), overwrite: false);

    /// <inheritdoc/>
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <inheritdoc/>
    public void SyncNames() => FolderSync.Sync(folder);

    private string PathOf(string name) => Path.Combine(folder, name);
}

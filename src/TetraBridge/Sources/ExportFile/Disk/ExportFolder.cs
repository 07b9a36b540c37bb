namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>The real file system. Thread-safe.</summary>
internal sealed class ExportFolder : IExportFolder
{
    /// <inheritdoc/>
    public bool TryStatus(string path, out FileStatus status) => FileStat.TryOf(path, out status);

    /// <inheritdoc/>
    public IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder);

    /// <inheritdoc/>
    public IFileInput? Open(string path, bool isPacked, in FileStatus expected, out string? problem)
    {
        if (!expected.IsRegular)
        {
            problem = "it is no regular file.";
            return null;
        }

        problem = null;
        try
        {
            var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (FileStat.TryOf(file, out var status) && status.IsSameFile(expected))
            {
                return isPacked ? new GzipFileInput(file) : new PlainFileInput(file);
            }

            file.Dispose();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        return null;
    }
}

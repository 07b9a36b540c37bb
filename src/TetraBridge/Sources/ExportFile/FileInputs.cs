namespace TetraBridge.Sources.ExportFile;

/// <summary>Opens files for reading.</summary>
internal static class FileInputs
{
    /// <summary>
    /// Opens a file that a look has found; null with the reason in words where that can't be done, or with null words where the name
    /// stands for another file by now (it was renamed, packed or removed in between: look again).
    /// </summary>
    public static IFileInput? Open(string path, bool isPacked, in FileStatus expected, out string? problem)
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

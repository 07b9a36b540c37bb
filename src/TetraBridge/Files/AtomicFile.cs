namespace TetraBridge.Files;

/// <summary>Small files that are whole after a power cut: temporary name, fsync, rename, fsync of the folder.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces the file, readable by its owner only; it is on the disk under its name when this returns.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, OwnersOnly.Options(FileMode.Create, FileAccess.Write, FileShare.None)))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        FolderSync.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}

using TetraBridge.Files;

namespace TetraBridge.Sinks.OtlpFile;

/// <summary>
/// A file to whose end lines are added, each fsynced. Opened anew for each append, so that a file that was renamed or removed for rotation
/// is made again. Not thread-safe.
/// </summary>
/// <param name="path">Absolute path; made with mode 0600 (decisions 5).</param>
internal sealed class AppendedFile(string path)
{
    private bool _isBegun;

    /// <summary>
    /// Adds a whole line, newline included, and returns when it is on disk. What fails in between is taken back, as far as the disk lets
    /// us.
    /// </summary>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be opened.</exception>
    public async Task AppendAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation)
    {
        var isNew = !File.Exists(path);
        using var file = Open();
        if (!_isBegun)
        {
            await TornLine.CutAsync(file, cancellation).ConfigureAwait(false);
            _isBegun = true;
        }

        var end = file.Length;
        try
        {
            await EndTornLineAsync(file, cancellation).ConfigureAwait(false);
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync(line, cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
            if (isNew)
            {
                FolderSync.Sync(Path.GetDirectoryName(path)!);
            }
        }
        catch
        {
            TakeBack(file, end);
            throw;
        }
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    // Half a line that could not be taken back, or that another program left: ours begins on a line of its own.
    private static async Task EndTornLineAsync(FileStream file, CancellationToken cancellation)
    {
        if (file.Length == 0)
        {
            return;
        }

        var last = new byte[1];
        file.Seek(-1, SeekOrigin.End);
        if (await file.ReadAsync(last, cancellation).ConfigureAwait(false) == 1 && last[0] != (byte)'\n')
        {
            file.Seek(0, SeekOrigin.End);
            await file.WriteAsync("\n"u8.ToArray(), cancellation).ConfigureAwait(false);
        }
    }

    private static void TakeBack(FileStream file, long end)
    {
        try
        {
            file.SetLength(end);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Then the torn line is ended at the next append; the failure itself is what the caller hears of.
        }
    }
}

using System.Globalization;

namespace TetraBridge.Delivery;

/// <summary>The folder of bookmarks and dead letters, mode 0700, held by one process at a time (design law 9).</summary>
internal sealed class StateFolder : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Makes the folder where it is missing and locks it.</summary>
    /// <exception cref="StateException">It can't be made, or another process holds it.</exception>
    public StateFolder(string path)
    {
        Path = path;
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the state folder {path} can't be made: {failure.Message.TrimEnd('.')}; name another one with --state");
        }

        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            // .NET takes flock(2) for FileShare.None; the kernel lets go of it however the process ends.
            _lock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the state folder {path} is in use by another tetrabridge, or can't be written: {failure.Message.TrimEnd('.')}; stop that one, or name another folder with --state");
        }

        _lock.SetLength(0);
        _lock.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        _lock.Flush();
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Where the status is written.</summary>
    public string StatusFile => System.IO.Path.Combine(Path, "status.json");

    /// <summary>The bookmark of a route on a source; it hangs on their names, not on a URL (decisions 7).</summary>
    public BookmarkFile Bookmark(string route, string source)
    {
        var folder = System.IO.Path.Combine(Path, "bookmarks");
        Directory.CreateDirectory(folder);
        return new BookmarkFile(System.IO.Path.Combine(folder, $"{FileName(route)}@{FileName(source)}.json"));
    }

    /// <summary>Where the dead letters of a route are kept.</summary>
    public string DeadLetters(string route)
    {
        var folder = System.IO.Path.Combine(Path, "dead-letters", FileName(route));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    // Names come from the operator's configuration: no name leads out of the folder (design law 8).
    private static string FileName(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
}

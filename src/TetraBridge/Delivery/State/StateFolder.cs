using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TetraBridge.Delivery.Bookmarks;
using TetraBridge.Files;

namespace TetraBridge.Delivery.State;

/// <summary>The folder of bookmarks, dead letters and spools, mode 0700, held by one process at a time (design law 9).</summary>
internal sealed class StateFolder : IDisposable
{
    private const int LongestName = 64;

    private readonly FileStream _lock;

    /// <summary>Makes the folder where it is missing and locks it.</summary>
    /// <exception cref="StateException">It can't be made, or another process holds it.</exception>
    public StateFolder(string path)
    {
        Path = path;
        MakeFolder(path);
        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            // .NET takes flock(2) for FileShare.None; the kernel lets go of it however the process ends.
            _lock = new FileStream(file, OwnersOnly.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException(
                $"the state folder {path} is in use by another tetrabridge, or can't be written: {failure.Message.TrimEnd('.')}; stop that one, or name another folder with --state");
        }

        _lock.SetLength(0);
        _lock.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
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
        MakeFolder(folder);
        return new BookmarkFile(System.IO.Path.Combine(folder, $"{FileName(route)}@{FileName(source)}.json"));
    }

    /// <summary>Where the dead letters of a route are kept.</summary>
    public string DeadLetters(string route)
    {
        var folder = System.IO.Path.Combine(Path, "dead-letters", FileName(route));
        MakeFolder(folder);
        return folder;
    }

    /// <summary>Where the spools of sources are kept, a folder each.</summary>
    public string Spools => System.IO.Path.Combine(Path, "spool");

    /// <summary>Where the spool of a source is kept; made where it is missing. This folder's lock is its lock.</summary>
    public string Spool(string source)
    {
        var folder = System.IO.Path.Combine(Spools, FileName(source));
        MakeFolder(folder);
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static void MakeFolder(string path)
    {
        try
        {
            OwnersOnly.CreateFolder(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the state folder {path} can't be made: {failure.Message}; name another one with --state");
        }
    }

    // Names come from the operator's configuration: no name leads out of the folder (design law 8), and no two names to one file.
    private static string FileName(string name)
    {
        var safe = string.Concat(name.Take(LongestName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
        return safe == name && name.Length > 0
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{safe}-{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name)):x16}");
    }
}

using TetraBridge.Delivery.State;
using TetraBridge.Files;

namespace TetraBridge.Delivery.Bookmarks;

/// <summary>The file of a route's bookmark: small JSON, written to a temporary name, fsynced, renamed. One owner at a time.</summary>
internal sealed class BookmarkFile(string path)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// Reads the bookmark; null where there is none. A file that can't be understood is set aside and told in <paramref name="damage"/>.
    /// </summary>
    /// <exception cref="StateException">A newer version wrote it, or it can't be read.</exception>
    public Bookmark? Load(out string? damage)
    {
        damage = null;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the bookmark {Path} can't be read: {failure.Message}");
        }

        if (BookmarkForm.VersionOf(bytes) is > BookmarkForm.Version and var newer)
        {
            throw new StateException(
                $"the bookmark {Path} was written by a newer TetraBridge (form {newer}, this one knows {BookmarkForm.Version}): run that version, or start anew with --reset");
        }

        if (BookmarkForm.Read(bytes) is { } bookmark)
        {
            return bookmark;
        }

        damage = $"the bookmark {Path} can't be understood; it is kept as {SetAside()}";
        return null;
    }

    /// <summary>Replaces the bookmark; it is on the disk when this returns.</summary>
    public void Save(Bookmark bookmark, DateTimeOffset now) => AtomicFile.Write(Path, BookmarkForm.Indented(bookmark, now));

    /// <summary>Forgets the bookmark.</summary>
    public void Delete() => File.Delete(Path);

    private string SetAside()
    {
        var aside = Path + ".damaged";
        try
        {
            File.Move(Path, aside, overwrite: true);
            return aside;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StateException($"the bookmark {Path} can't be understood, nor be renamed to {aside}: {failure.Message}");
        }
    }
}

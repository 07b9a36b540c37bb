using System.Runtime.InteropServices;

namespace TetraBridge.Files;

/// <summary>
/// Brings the names in a folder to the disk: a file that was made, renamed or removed is so after a power cut only when its folder was
/// fsynced too. .NET opens no folders; open(2) does. Thread-safe.
/// </summary>
internal static partial class FolderSync
{
    // O_RDONLY | O_CLOEXEC; both have these values on every Linux processor.
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>
    /// The folder's names are on the disk when this returns; where the file system can't do that for folders, nothing happens.
    /// </summary>
    public static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var descriptor = Open(folder, ReadOnlyCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"the folder {folder} can't be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TetraBridge.Files;

/// <summary>The system's memory for what files hold. Thread-safe.</summary>
internal static partial class PageCache
{
    private const int DontNeed = 4;

    /// <summary>
    /// Gives back what it holds of a file that was fsynced: posix_fadvise(2). Who reads the file again reads it from the disk. Does nothing
    /// where the system can't.
    /// </summary>
    public static void Leave(SafeFileHandle file)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(file, 0, 0, DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}

using System.Runtime.InteropServices;

namespace TetraBridge.Configuration;

/// <summary>Asks the kernel whether a folder could be used, without touching it: `check` must leave no trace.</summary>
internal static partial class FolderAccess
{
    // W_OK | X_OK of access(2), which knows read-only file systems and ACLs too.
    private const int WriteAndEnter = 2 | 1;

    /// <summary>Whether the folder can be written, or made below the nearest folder that exists.</summary>
    public static bool CanWrite(string folder)
    {
        var nearest = folder;
        while (!Directory.Exists(nearest))
        {
            if (File.Exists(nearest) || Path.GetDirectoryName(nearest) is not { } parent)
            {
                return false;
            }

            nearest = parent;
        }

        return !OperatingSystem.IsWindows() && Access(nearest, WriteAndEnter) == 0;
    }

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Access(string path, int mode);
}

namespace TetraBridge.Categories;

/// <summary>What the path of a binary tells.</summary>
internal static class Binaries
{
    /// <summary>What stands behind the last slash.</summary>
    public static ReadOnlySpan<byte> FileName(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];

    /// <summary>
    /// True where the path leads through an open file descriptor (/dev/fd/3, /proc/self/fd/3, /proc/370/fd/3, /proc/thread-self/fd/3), so
    /// that it names no file.
    /// </summary>
    public static bool IsDescriptor(ReadOnlySpan<byte> path)
    {
        // The kernel passes paths on as they were called: fexecve gives /dev/fd/N; /dev/stdin and its like are links to /proc/self/fd.
        if (path.StartsWith("/dev/"u8))
        {
            return path[5..] is var name
                && (name.StartsWith("fd/"u8) || name.SequenceEqual("stdin"u8) || name.SequenceEqual("stdout"u8) || name.SequenceEqual("stderr"u8));
        }

        return path.StartsWith("/proc/"u8) && path[..(path.LastIndexOf((byte)'/') + 1)].EndsWith("/fd/"u8);
    }

    /// <summary>
    /// True where the path itself names memory: a memory file (replays and loaders only), or a file of the memory file system for shared
    /// memory.
    /// </summary>
    public static bool IsMemory(ReadOnlySpan<byte> path) =>
        IsMemoryFile(path) || path.StartsWith("/dev/shm/"u8) || path.StartsWith("/run/shm/"u8);

    /// <summary>True for a memory file's name: /memfd:name (deleted).</summary>
    public static bool IsMemoryFile(ReadOnlySpan<byte> path) => path.StartsWith("/memfd:"u8) || path.StartsWith("memfd:"u8);
}

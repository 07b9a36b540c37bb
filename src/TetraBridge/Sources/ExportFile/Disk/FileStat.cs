using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>
/// Asks the kernel for a file's status. .NET tells no inodes; statx(2) does, with one layout on every processor and without an allocation.
/// Thread-safe.
/// </summary>
internal static unsafe partial class FileStat
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint TypeModeSizeTimeInode = 0x1 | 0x2 | 0x40 | 0x100 | 0x200;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>The status of what stands at a path now, links followed; false where nothing does or it can't be asked.</summary>
    public static bool TryOf(string path, out FileStatus status) => TryOf(CurrentFolder, path, 0, out status);

    /// <summary>The status of an open file, also after it was renamed or removed.</summary>
    public static bool TryOf(SafeFileHandle file, out FileStatus status) =>
        TryOf((int)file.DangerousGetHandle(), "", EmptyPath, out status);

    private static bool TryOf(int folder, string path, int flags, out FileStatus status)
    {
        Statx answer;
        if (Ask(folder, path, flags, TypeModeSizeTimeInode, &answer) != 0)
        {
            status = default;
            return false;
        }

        status = new FileStatus(
            ((ulong)answer.DeviceMajor << 32) | answer.DeviceMinor,
            answer.Inode,
            (long)answer.Size,
            (answer.ModifiedSeconds * 1_000_000_000) + answer.ModifiedNanoseconds,
            (answer.Mode & TypeMask) == RegularFile);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Ask(int folder, string path, int flags, uint mask, Statx* answer);

    /// <summary>`struct statx` of linux/stat.h, as far as it is read here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}

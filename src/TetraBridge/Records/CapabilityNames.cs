using System.Text;

namespace TetraBridge.Records;

/// <summary>The names of Linux capabilities by bit (include/uapi/linux/capability.h, up to 6.12).</summary>
internal static class CapabilityNames
{
    private static readonly byte[][] _names =
    [
        .. new[]
        {
            "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "LINUX_IMMUTABLE",
            "NET_BIND_SERVICE",
            "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE",
            "SYS_PACCT", "SYS_ADMIN",
            "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL",
            "SETFCAP", "MAC_OVERRIDE",
            "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF", "CHECKPOINT_RESTORE",
        }.Select(name => Encoding.UTF8.GetBytes("CAP_" + name)),
        .. Enumerable.Range(41, 23).Select(bit => Encoding.UTF8.GetBytes($"CAP_{bit}")),
    ];

    /// <summary>The name of a bit from 0 to 63; CAP_41 and so on where the kernel that we know has none.</summary>
    public static ReadOnlySpan<byte> Of(int bit) => _names[bit];
}

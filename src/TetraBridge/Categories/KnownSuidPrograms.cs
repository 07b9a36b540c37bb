namespace TetraBridge.Categories;

/// <summary>
/// Programs that distributions ship with SUID or SGID bits, by their whole path: a program of the same name elsewhere is none of them.
/// </summary>
internal static class KnownSuidPrograms
{
    private static readonly string[] _folders = ["/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/"];

    private static readonly string[] _names =
    [
        "sudo", "sudoedit", "su", "passwd", "chsh", "chfn", "chage", "expiry", "newgrp", "gpasswd", "mount", "umount", "fusermount",
        "fusermount3", "pkexec", "crontab", "at", "wall",
        "write", "write.ul", "ssh-agent", "unix_chkpwd", "pam_timestamp_check", "newuidmap", "newgidmap",
    ];

    private static readonly string[] _helpers =
    [
        "/usr/lib/openssh/ssh-keysign", "/usr/libexec/openssh/ssh-keysign", "/usr/lib/dbus-1.0/dbus-daemon-launch-helper",
        "/usr/libexec/dbus-1/dbus-daemon-launch-helper",
        "/usr/lib/polkit-1/polkit-agent-helper-1", "/usr/libexec/polkit-agent-helper-1",
    ];

    private static readonly TextSet _paths = new([.. _folders.SelectMany(folder => _names, string.Concat), .. _helpers]);

    /// <summary>True for the path of such a program.</summary>
    public static bool Contains(ReadOnlySpan<byte> binary) => _paths.Contains(binary);
}

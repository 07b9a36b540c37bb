namespace TetraBridge.Sources.ExportFile;

/// <summary>A gap that is known, but not yet where it ends: that takes the first line of the file behind it.</summary>
internal sealed record PendingGap(GapReason Reason, string File, long? Bytes, Position? From, string Words)
{
    /// <summary>The gap, ending here.</summary>
    public JournalGap EndingAt(Position end) => new(end, Reason, File, Bytes, From, Words);

    /// <summary>A file is gone, and nobody can say what followed its last line read.</summary>
    public static PendingGap RotatedAway(string file, long? bytes, Position? from) => new(
        GapReason.RotatedAway,
        file,
        bytes,
        from,
        $"{file} is gone, and lines behind the last one read of it were rotated away unread ({(bytes is null ? "how many is not known" : $"{bytes} bytes")}): reading goes on with the oldest file that is left. Keep more backups (export-file-max-backups), or see what slows the destination down.");

    /// <summary>
    /// Another content stands before the bookmark. Which of the lines were read before can't be told any more: all are read again, since a
    /// line told twice is better than one lost.
    /// </summary>
    public static PendingGap ChangedBefore(string file, Position bookmark) => new(
        GapReason.Truncated,
        file,
        null,
        bookmark,
        $"{file} no longer holds what was read up to byte {bookmark.Offset} (truncated, or cut by a power failure): it is read again from its beginning, lines behind the cut may be lost.");

    /// <summary>The file ends before the bookmark: what stands in it was read, and what was written behind it since may be lost.</summary>
    public static PendingGap CutBefore(string file, Position bookmark, long end) => new(
        GapReason.Truncated,
        file,
        bookmark.Offset - end,
        bookmark,
        $"{file} ends before byte {bookmark.Offset}, up to which it was read (cut by a power failure, or truncated): reading goes on behind its last whole line, at byte {end}; lines behind the cut may be lost.");

    /// <summary>The file of the bookmark is neither the present one nor a backup.</summary>
    public static PendingGap BookmarkedGone(string present, Position bookmark) => new(
        GapReason.RotatedAway,
        present,
        null,
        bookmark,
        $"the file that was read last, up to byte {bookmark.Offset}, is no longer among {present} and its backups: what followed there was rotated away unread (how many lines is not known). Reading goes on with the oldest file that is left. Keep more backups (export-file-max-backups), or see what slows the destination down.");

    /// <summary>The file that is being read was emptied in place.</summary>
    public static PendingGap Truncated(string file, long offset, Position? from) => new(
        GapReason.Truncated,
        file,
        null,
        from,
        $"{file} was truncated while it was read, behind byte {offset}: what was written there since the last look is lost. Let Tetragon rotate the file (export-file-max-size-mb), not logrotate's copytruncate.");

    /// <summary>A finished file can't be read to its end.</summary>
    public static PendingGap Broken(string file, long offset, Position? from, string damage) => new(
        GapReason.Unreadable,
        file,
        null,
        from,
        $"{file} is broken behind byte {offset} ({damage}): the lines behind it are lost.");

    /// <summary>A file can't be opened, and nobody waits for it.</summary>
    public static PendingGap LeftOut(string file, long bytes, Position? from, string problem) => new(
        GapReason.Unreadable,
        file,
        bytes,
        from,
        $"{file} can't be read: {problem} It is left out.");
}

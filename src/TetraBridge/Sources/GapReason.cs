namespace TetraBridge.Sources;

/// <summary>Why events can't be read; the names in records are those of <see cref="GapReasonNames"/>.</summary>
internal enum GapReason
{
    /// <summary>The bookmarked file is gone: rotated away before it was read.</summary>
    RotatedAway,

    /// <summary>The file is shorter than the bookmark, or other lines stand before it.</summary>
    Truncated,

    /// <summary>A backup could not be read to its end (broken gzip, unreadable).</summary>
    Unreadable,
}

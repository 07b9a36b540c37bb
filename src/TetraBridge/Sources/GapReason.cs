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

    /// <summary>A line of the spool was cut off by a crash of the bridge.</summary>
    TornLine,

    /// <summary>The spool reached its limit, and its oldest segment was removed before every route had delivered it.</summary>
    SpoolFull,

    /// <summary>The disk did not take what the stream brought, and the memory for it was full.</summary>
    BufferFull,

    /// <summary>Nobody listened to the agent: the stream was broken, or the bridge was not running.</summary>
    Disconnected,

    /// <summary>The agent says that it lost events.</summary>
    AgentLoss,
}

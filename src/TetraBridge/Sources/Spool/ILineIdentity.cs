namespace TetraBridge.Sources.Spool;

/// <summary>What makes a line the same event as another line, and when it was. Not thread-safe; allocates nothing a line.</summary>
internal interface ILineIdentity
{
    /// <summary>The uid of a line's event; false for what is no event.</summary>
    /// <param name="buffer">Holds the line.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Its length, without its newline.</param>
    /// <param name="uid">Its uid.</param>
    /// <param name="time">When the event was, in nanoseconds since 1970; 0 where it tells no time of its own (loads, replays).</param>
    bool TryOf(byte[] buffer, int start, int length, out UInt128 uid, out long time);
}

namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>What makes a line the same event as another line, and when it was. Not thread-safe; allocates nothing a line.</summary>
internal interface ILineIdentity
{
    /// <summary>What is to be known of a line's event; false for what is no event.</summary>
    /// <param name="buffer">Holds the line.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Its length, without its newline.</param>
    /// <param name="line">What is to be known.</param>
    bool TryOf(byte[] buffer, int start, int length, out IdentifiedLine line);
}

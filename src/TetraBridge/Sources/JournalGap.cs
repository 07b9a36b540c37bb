namespace TetraBridge.Sources;

/// <summary>Events that were written and can't be read any more. Each route delivers a record that tells it.</summary>
internal sealed class JournalGap(Position end, GapReason reason, string file, long? bytes, Position? from, string words) : JournalItem(end)
{
    /// <summary>Why.</summary>
    public GapReason Reason { get; } = reason;

    /// <summary>The file's name as last known.</summary>
    public string File { get; } = file;

    /// <summary>How many bytes are missing; null where nobody can know.</summary>
    public long? Bytes { get; } = bytes;

    /// <summary>The last position before the gap; null where there was none. The gap ends at <see cref="JournalItem.End"/>.</summary>
    public Position? From { get; } = from;

    /// <summary>One sentence for the operator.</summary>
    public string Words { get; } = words;
}

namespace TetraBridge.Sources;

/// <summary>What a journal hands out: <see cref="LineBlock"/>, <see cref="UnreadableLine"/> or <see cref="JournalGap"/>.</summary>
internal abstract class JournalItem
{
    private protected JournalItem(Position end) => End = end;

    /// <summary>The position behind this item: a bookmark there says that the item is settled.</summary>
    public Position End { get; }
}

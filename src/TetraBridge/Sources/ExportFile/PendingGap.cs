namespace TetraBridge.Sources.ExportFile;

/// <summary>A gap that is known, but not yet where it ends: that takes the first line of the file behind it.</summary>
internal sealed record PendingGap(GapReason Reason, string File, long? Bytes, Position? From, string Words)
{
    /// <summary>The gap, ending here.</summary>
    public JournalGap EndingAt(Position end) => new(end, Reason, File, Bytes, From, Words);
}

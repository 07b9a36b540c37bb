namespace TetraBridge.Sources;

/// <summary>A line that can't be handed out whole: longer than the limit, or cut off when its file was rotated.</summary>
internal sealed class UnreadableLine(
    Position end, LineDefect defect, string file, long offset, long length, byte[] head, UInt128 hash) : JournalItem(end)
{
    /// <summary>Why it can't be handed out.</summary>
    public LineDefect Defect { get; } = defect;

    /// <summary>The file's name as last seen.</summary>
    public string File { get; } = file;

    /// <summary>Where the line begins, in unpacked bytes.</summary>
    public long Offset { get; } = offset;

    /// <summary>Its length in bytes, without the newline.</summary>
    public long Length { get; } = length;

    /// <summary>At most its first 64 KiB.</summary>
    public byte[] Head { get; } = head;

    /// <summary>XxHash128 of the whole line.</summary>
    public UInt128 Hash { get; } = hash;
}

namespace TetraBridge.Sources;

/// <summary>
/// Where a reader goes on: the position, and the XxHash128 of the last line before it (without its newline), which must still be there
/// (decisions 1).
/// </summary>
internal readonly record struct Bookmarked(Position Position, UInt128 LastLine);

namespace TetraBridge.Sources;

/// <summary>
/// A place in a journal: the file, known by the XxHash128 of its whole first line (unpacked), and the offset in unpacked bytes behind a
/// line.
/// </summary>
internal readonly record struct Position(UInt128 File, long Offset);

namespace TetraBridge.Sources.Spool.Segments;

/// <summary>A closed segment.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="ClosedAt">When it was closed, UTC, as its name says.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Fingerprint">What positions know it by; null where it holds no line.</param>
internal sealed record SpoolSegment(string Name, DateTime ClosedAt, long Bytes, UInt128? Fingerprint);

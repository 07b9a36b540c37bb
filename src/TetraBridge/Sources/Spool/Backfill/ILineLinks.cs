namespace TetraBridge.Sources.Spool.Backfill;

/// <summary>Adds to a line what earlier events tell about it. Not thread-safe.</summary>
internal interface ILineLinks
{
    /// <summary>The line, with what there is to add; valid until the next call and as long as the line.</summary>
    ReadOnlySpan<byte> Link(ReadOnlySpan<byte> line);
}

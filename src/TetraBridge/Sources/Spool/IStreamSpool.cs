using TetraBridge.Sources.Spool.Gaps;

namespace TetraBridge.Sources.Spool;

/// <summary>Where a stream's lines go. Thread-safe; nothing here ever waits.</summary>
internal interface IStreamSpool
{
    /// <summary>Adds a line without its newline.</summary>
    void Append(ReadOnlySpan<byte> line);

    /// <summary>Adds a gap at this place of the stream.</summary>
    void Append(SpoolGap gap);
}

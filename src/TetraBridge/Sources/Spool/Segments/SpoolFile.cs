using TetraBridge.Files;

namespace TetraBridge.Sources.Spool.Segments;

/// <summary>A segment on the disk.</summary>
internal sealed class SpoolFile(FileStream file) : ISpoolFile
{
    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(file.SafeFileHandle, bytes, offset);

    /// <inheritdoc/>
    public void Truncate(long length) => RandomAccess.SetLength(file.SafeFileHandle, length);

    /// <inheritdoc/>
    public void Sync() => RandomAccess.FlushToDisk(file.SafeFileHandle);

    /// <inheritdoc/>
    public void LeaveMemory() => PageCache.Leave(file.SafeFileHandle);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}

namespace TetraBridge.Sources.Spool.Segments;

/// <summary>A segment that is being written. Not thread-safe, but for <see cref="Sync"/>.</summary>
internal interface ISpoolFile : IDisposable
{
    /// <summary>Writes at an offset; part of it may be written where this throws.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts the file off.</summary>
    void Truncate(long length);

    /// <summary>What was written before is on the disk when this returns. May run beside a write.</summary>
    void Sync();

    /// <summary>
    /// What was fsynced need not stay in the system's memory: a node's workload needs that, and who reads it later can have it from the
    /// disk.
    /// </summary>
    void LeaveMemory();
}

namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>The unpacked bytes of one open file. Not thread-safe; never throws for what the disk holds.</summary>
internal interface IFileInput : IDisposable
{
    /// <summary>What ended the last read too early, in words; null where nothing did.</summary>
    string? Damage { get; }

    /// <summary>
    /// Fills the buffer as far as it goes from an offset in unpacked bytes; 0 at the end of what is there now, or where <see
    /// cref="Damage"/> begins.
    /// </summary>
    int Read(long offset, Span<byte> buffer);

    /// <summary>The status of the file behind this.</summary>
    FileStatus Status();
}

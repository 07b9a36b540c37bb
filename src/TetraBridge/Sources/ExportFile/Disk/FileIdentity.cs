namespace TetraBridge.Sources.ExportFile.Disk;

/// <summary>What a file's content says about it.</summary>
/// <param name="File">Its fingerprint; null where there is no whole first line (yet), or it can't be read.</param>
/// <param name="Bytes">Its size unpacked, as far as it can be told.</param>
/// <param name="Problem">Why it can't be read; null where it can.</param>
internal readonly record struct FileIdentity(UInt128? File, long Bytes, string? Problem);

namespace TetraBridge.Sources;

/// <summary>What a reader has not read yet.</summary>
/// <param name="Bytes">Bytes on disk behind the reader (packed backups by their unpacked size, where known).</param>
/// <param name="TotalBytes">All bytes of the journal on disk, for progress.</param>
/// <param name="UntilLost">How long until the oldest unread data rotates away, judged from the rotations seen; null where unknown or
/// nothing is unread.</param>
internal readonly record struct JournalLag(long Bytes, long TotalBytes, TimeSpan? UntilLost);

namespace TetraBridge.Delivery.DeadLetters;

/// <summary>A line or record that no receiver got, kept with the reason.</summary>
/// <param name="Reason">A short name: not_json, too_long, rejected, too_large, suspects, cut, …</param>
/// <param name="Words">One sentence, the receiver's words included.</param>
/// <param name="Uid">The record's uid; null where the line is no event.</param>
/// <param name="File">The file's name as last seen; empty for a record of our own.</param>
/// <param name="Fingerprint">The file's fingerprint.</param>
/// <param name="Offset">Where the line begins, in unpacked bytes.</param>
/// <param name="Length">The line's whole length in bytes.</param>
internal sealed record DeadLetter(string Reason, string Words, UInt128? Uid, string File, UInt128 Fingerprint, long Offset, long Length)
{
    /// <summary>The hash of the whole line, where the letter holds only its head.</summary>
    public UInt128? Hash { get; init; }
}

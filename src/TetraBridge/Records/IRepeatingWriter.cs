using TetraBridge.Records.Attributes;

namespace TetraBridge.Records;

/// <summary>
/// A writer that keeps attributes as it encoded them: lists (capabilities, flags) are the same record after record, and copying them costs
/// a tenth of making them.
/// </summary>
internal interface IRepeatingWriter
{
    /// <summary>
    /// Writes the attribute as the last time, where it was told from the same text; false writes nothing. An attribute's texts must all be
    /// told in one form.
    /// </summary>
    bool TryRepeat(AttributeKey key, ReadOnlySpan<byte> toldFrom);

    /// <summary>The attribute written last was told from this text, whole.</summary>
    void Keep(AttributeKey key, ReadOnlySpan<byte> toldFrom);
}

namespace TetraBridge.Buffers;

/// <summary>Cutting UTF-8 text without breaking a rune.</summary>
internal static class Utf8Cut
{
    /// <summary>At most the first <paramref name="limit"/> bytes, ending behind a whole rune.</summary>
    public static ReadOnlySpan<byte> At(ReadOnlySpan<byte> utf8, int limit)
    {
        if (utf8.Length <= limit)
        {
            return utf8;
        }

        while (limit > 0 && (utf8[limit] & 0xC0) == 0x80)
        {
            limit--;
        }

        return utf8[..limit];
    }
}

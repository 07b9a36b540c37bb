using TetraBridge.Records.Attributes;

namespace TetraBridge.Sinks.Otlp.Wire;

/// <summary>
/// The last encoded values of each attribute of the catalog with the text that they were told from. Bounded; not thread-safe.
/// </summary>
internal sealed class RepeatedAttributes
{
    private const int Ways = 4;
    private const int Longest = 16 * 1024;

    private readonly (
        byte[] Text, int TextLength, byte[] Encoded, int EncodedLength)[]?[] _kept = new (byte[], int, byte[], int)[]?[AttributeCatalog.Instance.All.Count];

    /// <summary>The encoded attribute, or empty where this text was not told lately.</summary>
    public ReadOnlySpan<byte> Find(AttributeKey key, ReadOnlySpan<byte> text)
    {
        if (_kept[key.Index] is { } ways)
        {
            foreach (var (told, length, encoded, encodedLength) in ways)
            {
                if (length == text.Length && text.SequenceEqual(told.AsSpan(0, length)))
                {
                    return encoded.AsSpan(0, encodedLength);
                }
            }
        }

        return default;
    }

    /// <summary>Keeps an attribute in the memory of the oldest one.</summary>
    public void Keep(AttributeKey key, ReadOnlySpan<byte> text, ReadOnlySpan<byte> encoded)
    {
        if (text.IsEmpty || text.Length > Longest || encoded.Length > Longest)
        {
            return;
        }

        var ways = _kept[key.Index] ??= new (byte[], int, byte[], int)[Ways];
        var (oldText, _, oldEncoded, _) = ways[^1];
        Array.Copy(ways, 0, ways, 1, Ways - 1);
        ways[0] = (Filled(oldText, text), text.Length, Filled(oldEncoded, encoded), encoded.Length);
    }

    private static byte[] Filled(byte[]? old, ReadOnlySpan<byte> with)
    {
        var into = old?.Length >= with.Length ? old : new byte[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)with.Length)];
        with.CopyTo(into);
        return into;
    }
}

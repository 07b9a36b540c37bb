namespace TetraBridge.Events;

/// <summary>
/// The last JSON texts of each field that stays text: labels and capability lists are the same line after line, and comparing them costs a
/// tenth of reading them. Bounded; not thread-safe.
/// </summary>
internal sealed class RepeatedTexts
{
    private const int Ways = 2;
    private const int Shortest = 16;
    private const int Longest = 8192;

    private readonly (byte[]? Buffer, int Length)[] _texts = new (byte[]?, int)[EventSchema.Instance.Count * Ways];

    /// <summary>
    /// How long the text is that begins here, where it is one that was seen; 0 where it is not. A container's text ends itself, so nothing
    /// else can begin so.
    /// </summary>
    public int Match(Field field, ReadOnlySpan<byte> rest)
    {
        foreach (var (buffer, length) in _texts.AsSpan(field.Id * Ways, Ways))
        {
            if (buffer is not null && rest.StartsWith(buffer.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>
    /// Keeps a text that has been read and found whole, in the buffer of the older one: what changes with each line makes no garbage.
    /// </summary>
    public void Keep(Field field, ReadOnlySpan<byte> text)
    {
        if (text.Length is < Shortest or > Longest)
        {
            return;
        }

        var slots = _texts.AsSpan(field.Id * Ways, Ways);
        var oldest = slots[Ways - 1].Buffer;
        slots[..(Ways - 1)].CopyTo(slots[1..]);
        if (oldest is null || oldest.Length < text.Length)
        {
            oldest = new byte[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)text.Length)];
        }

        text.CopyTo(oldest);
        slots[0] = (oldest, text.Length);
    }
}

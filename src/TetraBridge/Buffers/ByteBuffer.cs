using System.Runtime.CompilerServices;

namespace TetraBridge.Buffers;

/// <summary>A growing byte buffer with unchecked appends behind one reservation. Not thread-safe; keeps its memory when cleared.</summary>
internal sealed class ByteBuffer(int initialCapacity)
{
    private byte[] _bytes = new byte[initialCapacity];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>The array behind; longer than <see cref="Length"/>, replaced when it grows.</summary>
    public byte[] Array => _bytes;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>
    /// Room for at least <paramref name="size"/> bytes behind what was written; <see cref="Advance"/> takes what was used.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Reserve(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Grow(size);
        }

        return _bytes.AsSpan(Length);
    }

    /// <summary>Counts bytes as written that were put into the reserved room.</summary>
    public void Advance(int count) => Length += count;

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Appends one byte.</summary>
    public void Write(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    /// <summary>Takes back what was written behind <paramref name="length"/>.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => Length = 0;

    private void Grow(int size) =>
        System.Array.Resize(ref _bytes, Math.Max(checked(Length + size), (int)Math.Min((long)_bytes.Length * 2, System.Array.MaxLength)));
}

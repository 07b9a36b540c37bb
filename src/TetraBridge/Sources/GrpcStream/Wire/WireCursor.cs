using System.Runtime.CompilerServices;

namespace TetraBridge.Sources.GrpcStream.Wire;

/// <summary>Reads protobuf's wire format. Each method gives false where the bytes are none: bad input is data.</summary>
internal ref struct WireCursor(ReadOnlySpan<byte> bytes)
{
    private const int DeepestGroup = 64;
    private const int LargestNumber = (1 << 29) - 1;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where the next byte is.</summary>
    public int At { get; private set; }

    /// <summary>True behind the last byte.</summary>
    public readonly bool IsAtEnd => At == _bytes.Length;

    /// <summary>A field's number and wire type.</summary>
    public bool TryTag(out int number, out WireType type)
    {
        var isTag = TryVarint(out var tag) && tag >> 3 is > 0 and <= LargestNumber;
        number = (int)(tag >> 3);
        type = (WireType)(tag & 7);
        return isTag;
    }

    /// <summary>A varint of at most 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryVarint(out ulong value)
    {
        if ((uint)At < (uint)_bytes.Length && _bytes[At] < 0x80)
        {
            value = _bytes[At++];
            return true;
        }

        return TryLongVarint(out value);
    }

    /// <summary>The length of what is length-delimited; it lies in the bytes.</summary>
    public bool TryLength(out int length)
    {
        var isLength = TryVarint(out var told) && told <= (ulong)(_bytes.Length - At);
        length = isLength ? (int)told : 0;
        return isLength;
    }

    /// <summary>Passes bytes of which it is known that they are there.</summary>
    public void Pass(int length) => At += length;

    /// <summary>Passes a field's value.</summary>
    public bool TrySkip(WireType type, int number)
    {
        switch (type)
        {
            case WireType.Varint:
                return TryVarint(out _);
            case WireType.Delimited:
                var isThere = TryLength(out var length);
                At += length;
                return isThere;
            case WireType.Fixed64:
                return TryPass(8);
            case WireType.Fixed32:
                return TryPass(4);
            case WireType.GroupStart:
                return TrySkipGroup(number);
            default:
                return false;
        }
    }

    // Iterative, with the numbers of the open groups: hostile nesting must not cost the stack.
    private bool TrySkipGroup(int number)
    {
        Span<int> open = stackalloc int[DeepestGroup];
        open[0] = number;
        var depth = 1;
        while (depth > 0)
        {
            if (!TryTag(out var inner, out var type))
            {
                return false;
            }

            if (type == WireType.GroupEnd)
            {
                if (open[--depth] != inner)
                {
                    return false;
                }
            }
            else if (type == WireType.GroupStart)
            {
                if (depth == DeepestGroup)
                {
                    return false;
                }

                open[depth++] = inner;
            }
            else if (!TrySkip(type, inner))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryPass(int count)
    {
        var isThere = _bytes.Length - At >= count;
        At += isThere ? count : 0;
        return isThere;
    }

    private bool TryLongVarint(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && At < _bytes.Length; shift += 7)
        {
            var next = _bytes[At++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                // The tenth byte has room for one bit.
                return shift < 63 || next <= 1;
            }
        }

        return false;
    }
}

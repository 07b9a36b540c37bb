using System.Buffers.Text;

namespace TetraBridge.Enrichment;

/// <summary>
/// IP addresses as agents write them (dotted decimal, RFC 5952), read from UTF-8 into 128 bits; IPv4 as ::ffff:0:0/96, so that a mapped
/// address is the address that it maps. Allocates nothing.
/// </summary>
internal static class IpAddressText
{
    private const int GroupCount = 8;

    /// <summary>Reads an address; false for anything else. A scope id (%eth0) is left out.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out UInt128 address)
    {
        if (text.IndexOf((byte)':') < 0)
        {
            var isV4 = TryParseV4(text, out var v4);
            address = new UInt128(0, 0xffff_0000_0000UL | v4);
            return isV4;
        }

        var scope = text.IndexOf((byte)'%');
        return TryParseV6(scope < 0 ? text : text[..scope], out address);
    }

    private static bool TryParseV4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        var parts = 0;
        foreach (var range in text.Split((byte)'.'))
        {
            var part = text[range];
            if (++parts > 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')
                || part.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0
                || !Utf8Parser.TryParse(part, out ushort value, out _) || value > 255)
            {
                return false;
            }

            address = (address << 8) | value;
        }

        return parts == 4;
    }

    private static bool TryParseV6(ReadOnlySpan<byte> text, out UInt128 address)
    {
        address = default;
        Span<ushort> groups = stackalloc ushort[GroupCount];
        groups.Clear();
        var gap = text.IndexOf("::"u8);
        if (gap < 0)
        {
            if (!TryParseGroups(text, groups, out var all) || all != GroupCount)
            {
                return false;
            }
        }
        else
        {
            Span<ushort> tail = stackalloc ushort[GroupCount];
            if (!TryParseGroups(text[..gap], groups, out var before) || !TryParseGroups(text[(gap + 2)..], tail, out var after)
                || before + after >= GroupCount)
            {
                return false;
            }

            tail[..after].CopyTo(groups[(GroupCount - after)..]);
        }

        foreach (var group in groups)
        {
            address = (address << 16) | group;
        }

        return true;
    }

    private static bool TryParseGroups(ReadOnlySpan<byte> text, Span<ushort> groups, out int count)
    {
        count = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        foreach (var range in text.Split((byte)':'))
        {
            var group = text[range];
            if (range.End.GetOffset(text.Length) == text.Length && group.IndexOf((byte)'.') >= 0 && count + 2 <= groups.Length
                && TryParseV4(group, out var v4))
            {
                // The last four bytes may be written as IPv4: ::ffff:10.0.0.1.
                groups[count++] = (ushort)(v4 >> 16);
                groups[count++] = (ushort)v4;
            }
            else if (
                count < groups.Length && group.Length is > 0 and <= 4 && Utf8Parser.TryParse(group, out ushort value, out var used, 'x')
                    && used == group.Length)
            {
                groups[count++] = value;
            }
            else
            {
                return false;
            }
        }

        return true;
    }
}

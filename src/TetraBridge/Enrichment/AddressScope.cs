using System.Text;

namespace TetraBridge.Enrichment;

/// <summary>Where an address lies, by a table of networks (decisions 4).</summary>
internal static class AddressScope
{
    private const int MappedBits = 96;

    // The first row that holds the address counts. What no row holds is public, documentation ranges too.
    private static readonly (string Network, NetworkScope Scope)[] _table =
    [
        ("127.0.0.0/8", NetworkScope.Loopback),
        ("10.0.0.0/8", NetworkScope.Private),
        ("172.16.0.0/12", NetworkScope.Private),
        ("192.168.0.0/16", NetworkScope.Private),
        ("169.254.169.254/32", NetworkScope.CloudMetadata),
        ("169.254.0.0/16", NetworkScope.LinkLocal),
        ("100.64.0.0/10", NetworkScope.SharedNat),
        ("0.0.0.0/32", NetworkScope.Unspecified),
        ("224.0.0.0/4", NetworkScope.Multicast),
        ("255.255.255.255/32", NetworkScope.Multicast),
        ("::1/128", NetworkScope.Loopback),
        ("fd00:ec2::254/128", NetworkScope.CloudMetadata),
        ("fc00::/7", NetworkScope.Private),
        ("fe80::/10", NetworkScope.LinkLocal),
        ("::/128", NetworkScope.Unspecified),
        ("ff00::/8", NetworkScope.Multicast),
    ];

    private static readonly (UInt128 Prefix, UInt128 Mask, NetworkScope Scope)[] _networks = [.. _table.Select(Network)];

    /// <summary>
    /// The scope of an address in text; None for what is no address, `&lt;nil&gt;` and nothing among it. Thread-safe, allocates nothing.
    /// </summary>
    public static NetworkScope Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || !IpAddressText.TryParse(text, out var address))
        {
            return NetworkScope.None;
        }

        foreach (var (prefix, mask, scope) in _networks)
        {
            if ((address & mask) == prefix)
            {
                return scope;
            }
        }

        return NetworkScope.Public;
    }

    private static (UInt128 Prefix, UInt128 Mask, NetworkScope Scope) Network((string Network, NetworkScope Scope) row)
    {
        var slash = row.Network.IndexOf('/', StringComparison.Ordinal);
        var bits = int.Parse(
            row.Network.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture) + (
                row.Network.Contains(':', StringComparison.Ordinal) ? 0 : MappedBits);
        return IpAddressText.TryParse(Encoding.UTF8.GetBytes(row.Network[..slash]), out var prefix)
            ? (prefix, UInt128.MaxValue << (128 - bits), row.Scope)
            : throw new FormatException($"{row.Network} is no network");
    }
}

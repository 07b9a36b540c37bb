using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TetraBridge.Enrichment;

namespace TetraBridge.Tests.Enrichment;

public sealed class AddressScopeTests
{
    private static readonly (string[] Networks, NetworkScope Scope)[] _oracle =
    [
        (["127.0.0.0/8", "::1/128"], NetworkScope.Loopback),
        (["169.254.169.254/32", "fd00:ec2::254/128"], NetworkScope.CloudMetadata),
        (["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"], NetworkScope.Private),
        (["169.254.0.0/16", "fe80::/10"], NetworkScope.LinkLocal),
        (["100.64.0.0/10"], NetworkScope.SharedNat),
        (["0.0.0.0/32", "::/128"], NetworkScope.Unspecified),
        (["224.0.0.0/4", "255.255.255.255/32", "ff00::/8"], NetworkScope.Multicast),
    ];

    [Theory]
    [InlineData("127.0.0.53", NetworkScope.Loopback)]
    [InlineData("172.15.255.255", NetworkScope.Public)]
    [InlineData("172.31.0.1", NetworkScope.Private)]
    [InlineData("172.32.0.0", NetworkScope.Public)]
    [InlineData("100.64.0.1", NetworkScope.SharedNat)]
    [InlineData("100.128.0.0", NetworkScope.Public)]
    [InlineData("169.254.169.254", NetworkScope.CloudMetadata)]
    [InlineData("fd00:ec2::254", NetworkScope.CloudMetadata)]
    [InlineData("fd00:ec2::255", NetworkScope.Private)]
    [InlineData("fe80::1%eth0", NetworkScope.LinkLocal)]
    [InlineData("0.0.0.0", NetworkScope.Unspecified)]
    [InlineData("::", NetworkScope.Unspecified)]
    [InlineData("::ffff:10.1.2.3", NetworkScope.Private)]
    [InlineData("::ffff:7f00:1", NetworkScope.Loopback)]
    [InlineData("203.0.113.9", NetworkScope.Public)]
    [InlineData("2001:DB8::1", NetworkScope.Public)]
    [InlineData("<nil>", NetworkScope.None)]
    [InlineData("", NetworkScope.None)]
    [InlineData("10.0.0", NetworkScope.None)]
    [InlineData("10.0.0.256", NetworkScope.None)]
    [InlineData("10.0.0.1.", NetworkScope.None)]
    [InlineData("010.0.0.1", NetworkScope.None)]
    [InlineData("1:2:3:4:5:6:7", NetworkScope.None)]
    [InlineData("1:2:3:4:5:6:7:8:9", NetworkScope.None)]
    [InlineData("1::2::3", NetworkScope.None)]
    [InlineData(":::", NetworkScope.None)]
    [InlineData("1.2.3.4:80", NetworkScope.None)]
    [InlineData("::g", NetworkScope.None)]
    public void An_address_lies_in_one_scope(string address, object expected) => Assert.Equal((NetworkScope)expected, AddressScope.Of(Encoding.UTF8.GetBytes(address)));

    [Property(MaxTest = 3000)]
    public Property It_agrees_with_the_runtimes_networks() =>
        Prop.ForAll(Addresses().ToArbitrary(), address => AddressScope.Of(Encoding.UTF8.GetBytes(address.ToString())) == Oracle(address));

    [Property(MaxTest = 3000)]
    public Property What_the_runtime_takes_for_no_ipv6_address_is_none() =>
        Prop.ForAll(
            Gen.Choose(1, 24).SelectMany(length => Gen.Elements("0aF1:::..".ToCharArray()).ArrayOf(length)).Select(text => ":" + new string(text)).ToArbitrary(),
            text => IPAddress.TryParse(text, out _) || AddressScope.Of(Encoding.UTF8.GetBytes(text)) == NetworkScope.None);

    // Near the edges of the table's networks as well as anywhere.
    private static Gen<IPAddress> Addresses()
    {
        var anywhere = Gen.Elements(4, 16).SelectMany(length => Gen.Choose(0, 255).ArrayOf(length)).Select(bytes => new IPAddress([.. bytes.Select(part => (byte)part)]));
        var bases = _oracle.SelectMany(row => row.Networks).Select(network => IPNetwork.Parse(network).BaseAddress).ToArray();
        var near = Gen.Elements(bases).SelectMany(start => Gen.Choose(0, (start.GetAddressBytes().Length * 8) - 1).Select(bit => Flip(start, bit)));
        return Gen.OneOf(anywhere, near, near.Select(address => address.MapToIPv6()));
    }

    private static IPAddress Flip(IPAddress address, int bit)
    {
        var bytes = address.GetAddressBytes();
        bytes[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }

    private static NetworkScope Oracle(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var (networks, scope) in _oracle)
        {
            if (networks.Any(network => IPNetwork.Parse(network).Contains(plain)))
            {
                return scope;
            }
        }

        return NetworkScope.Public;
    }
}

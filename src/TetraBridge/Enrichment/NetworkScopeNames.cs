namespace TetraBridge.Enrichment;

/// <summary>The values of `tetrabridge.network.*.scope`.</summary>
internal static class NetworkScopeNames
{
    /// <summary>The name that records carry.</summary>
    public static string Name(NetworkScope scope) => scope switch
    {
        NetworkScope.Loopback => "loopback",
        NetworkScope.Private => "private",
        NetworkScope.LinkLocal => "link_local",
        NetworkScope.CloudMetadata => "cloud_metadata",
        NetworkScope.SharedNat => "shared_nat",
        NetworkScope.Unspecified => "unspecified",
        NetworkScope.Multicast => "multicast",
        NetworkScope.Public => "public",
        _ => "",
    };
}

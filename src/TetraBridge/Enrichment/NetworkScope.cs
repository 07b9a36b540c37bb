namespace TetraBridge.Enrichment;

/// <summary>Where an address lies (decisions 4).</summary>
internal enum NetworkScope
{
    /// <summary>No address, or none that can be read.</summary>
    None,

    /// <summary>127.0.0.0/8, ::1.</summary>
    Loopback,

    /// <summary>RFC 1918, RFC 4193.</summary>
    Private,

    /// <summary>169.254.0.0/16, fe80::/10, but for cloud metadata.</summary>
    LinkLocal,

    /// <summary>The address at which clouds serve instance metadata and credentials: 169.254.169.254, fd00:ec2::254.</summary>
    CloudMetadata,

    /// <summary>Carrier-grade NAT, 100.64.0.0/10.</summary>
    SharedNat,

    /// <summary>0.0.0.0, ::.</summary>
    Unspecified,

    /// <summary>224.0.0.0/4, ff00::/8, and the limited broadcast.</summary>
    Multicast,

    /// <summary>All else, documentation ranges too.</summary>
    Public,
}

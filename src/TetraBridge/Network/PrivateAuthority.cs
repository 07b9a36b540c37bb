using System.Security.Cryptography.X509Certificates;

namespace TetraBridge.Network;

/// <summary>Trust in an operator's own authorities in place of the system's.</summary>
internal static class PrivateAuthority
{
    /// <summary>Chains that end at these certificates are trusted, and no others.</summary>
    public static X509ChainPolicy TrustOnly(X509Certificate2Collection roots)
    {
        // No online revocation check: a private authority has no list, and an unreachable one must stop neither delivery nor a stream.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}

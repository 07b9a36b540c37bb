using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TetraBridge.Network;

namespace TetraBridge.Sources.GrpcStream;

/// <summary>TLS to an agent, which speaks 1.3 only. The files are read for each new connection.</summary>
/// <param name="CaFile">PEM file of the authorities; null: the system's.</param>
/// <param name="CertificateFile">PEM file of our certificate; null: none.</param>
/// <param name="KeyFile">PEM file of our key; null: it stands with the certificate.</param>
/// <param name="ServerName">The name that the server's certificate must carry; null: the host of the address. Agents' certificates are made
/// out to *.tetragon-grpc.cilium.io.</param>
internal sealed record AgentTls(string? CaFile, string? CertificateFile, string? KeyFile, string? ServerName)
{
    /// <summary>The options for a connection.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="CryptographicException">A file holds no usable certificate or key.</exception>
    public SslClientAuthenticationOptions Options()
    {
        var options = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls13 };
        if (CaFile is not null)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(CaFile);
            options.CertificateChainPolicy = PrivateAuthority.TrustOnly(authorities);
        }

        if (CertificateFile is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile), null, offline: true);
        }

        return options;
    }
}

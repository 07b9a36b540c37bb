using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TetraBridge.Network;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>The content of the credential files at one moment.</summary>
/// <param name="Ca">PEM certificates to trust instead of the system's; null: the system's.</param>
/// <param name="Certificate">Our certificate in PEM with its intermediates; null: none.</param>
/// <param name="Key">Our key in PEM; null: it stands with the certificate.</param>
/// <param name="Headers">Headers of each request.</param>
/// <param name="Fingerprint">Differs where any of the files differs.</param>
internal sealed record OtlpCredentials(
    string? Ca, string? Certificate, string? Key, IReadOnlyDictionary<string, string> Headers, string Fingerprint)
{
    /// <summary>TLS options made of them.</summary>
    /// <exception cref="UnusableCredentialsException">A certificate or key can't be used.</exception>
    public SslClientAuthenticationOptions TlsOptions() => new()
    {
        CertificateChainPolicy = Ca is null ? null : PrivateAuthority.TrustOnly(Parsed("CA", Ca)),
        ClientCertificateContext = Certificate is null ? null : ClientCertificate(Certificate, Key ?? Certificate),
    };

    /// <summary>Headers hold tokens; a record would print them.</summary>
    public override string ToString() => $"{nameof(OtlpCredentials)} {Fingerprint}";

    private static SslStreamCertificateContext ClientCertificate(string certificate, string key)
    {
        var chain = Parsed("certificate", certificate);
        try
        {
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(certificate, key), chain, offline: true);
        }
        catch (CryptographicException e)
        {
            throw new UnusableCredentialsException($"the client certificate and its key can't be used together: {e.Message}", e);
        }
    }

    private static X509Certificate2Collection Parsed(string what, string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new UnusableCredentialsException($"the {what} file holds no usable certificate: {e.Message}", e);
        }

        return certificates.Count > 0
            ? certificates
            : throw new UnusableCredentialsException($"the {what} file holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
    }
}

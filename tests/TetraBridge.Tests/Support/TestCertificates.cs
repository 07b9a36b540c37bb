using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TetraBridge.Tests.Support;

/// <summary>A certificate authority of the test's own, with a server certificate for 127.0.0.1 and clients on demand.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset _from = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _to = new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 _ca;

    public TestCertificates(bool clientRequired = false)
    {
        ClientRequired = clientRequired;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=TetraBridge test CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _ca = request.CreateSelfSigned(_from, _to);
        Server = Issue("CN=127.0.0.1", serverAuth: true);
    }

    /// <summary>True: the server asks for a certificate of this authority.</summary>
    public bool ClientRequired { get; }

    public X509Certificate2 Server { get; }

    public string CaPem => _ca.ExportCertificatePem();

    /// <summary>A client's certificate and key.</summary>
    public (string CertificatePem, string KeyPem, string Thumbprint) Client(string name)
    {
        using var client = Issue($"CN={name}", serverAuth: false);
        return (client.ExportCertificatePem(), client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), client.Thumbprint);
    }

    public bool Issued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_ca);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    public void Dispose()
    {
        Server.Dispose();
        _ca.Dispose();
    }

    private X509Certificate2 Issue(string subject, bool serverAuth)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var purpose = serverAuth ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2";
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_ca, _from, _to, RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }
}

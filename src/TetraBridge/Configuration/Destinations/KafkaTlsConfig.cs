using TetraBridge.Configuration.Secrets;

namespace TetraBridge.Configuration.Destinations;

/// <summary>TLS to the brokers.</summary>
internal sealed record KafkaTlsConfig
{
    /// <summary>PEM file of the authorities that the brokers' certificates are checked against. Default: the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of the client certificate (mutual TLS). Default: none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the client's key. Default: the key stands in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The key's password. Default: it has none.</summary>
    public SecretConfig? KeyPassword { get; init; }
}

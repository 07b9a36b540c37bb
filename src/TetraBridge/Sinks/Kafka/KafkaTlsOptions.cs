namespace TetraBridge.Sinks.Kafka;

/// <summary>TLS to the brokers.</summary>
internal sealed record KafkaTlsOptions
{
    /// <summary>PEM file of the authorities that the brokers' certificates are checked against. Default: the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of the client certificate (mutual TLS). Default: none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the client's key. Default: the key stands in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Gives the password of the key. Default: it has none.</summary>
    public Func<string>? KeyPassword { get; init; }
}

using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Sinks.Otlp;

/// <summary>
/// What the operator said about an OTLP destination. Null where nothing was said; then <see cref="OtlpEnvironment"/> and after it our
/// defaults decide.
/// </summary>
internal sealed record OtlpOptions
{
    /// <summary>`http://`, `https://` or `unix:///path`.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>True: <see cref="Endpoint"/> is used as it stands; false: it is a base URL that gets `v1/logs`.</summary>
    public bool EndpointIsSignalUrl { get; init; }

    /// <summary>Null: port and path decide (decisions 7).</summary>
    public OtlpProtocol? Protocol { get; init; }

    /// <summary>Headers of each request; the file's win over them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A file with `Name: value` lines, read again when it changes; for tokens.</summary>
    public string? HeadersFile { get; init; }

    /// <summary>PEM certificates to trust instead of the system's; read again when they change.</summary>
    public string? CaFile { get; init; }

    /// <summary>The client's certificate in PEM, with intermediates behind it; read again when it changes.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The client's unencrypted key in PEM; null: it stands in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Null: none on loopback and unix sockets, gzip elsewhere (decisions 6).</summary>
    public OtlpCompression? Compression { get; init; }

    /// <summary>How long one request may take with its answer; null: 10 s.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>
    /// What a request and a record may hold: 3.5 MiB, since gRPC servers refuse more than 4 by default; 96 attributes and 48 KiB a record,
    /// since Loki takes 128 and 64 KB with its own (decisions 4).
    /// </summary>
    public SinkLimits Limits { get; init; } = new(
        RequestBytes: 3584 * 1024, RequestRecords: 8192, RecordAttributes: 96, RecordBytes: 48 * 1024, InFlight: 4);

    /// <summary>These options with the blanks filled from the environment, which stands below them (decisions 7).</summary>
    public OtlpOptions Over(OtlpEnvironment environment)
    {
        var own = Endpoint is not null;
        return this with
        {
            Endpoint = Endpoint ?? environment.Endpoint,
            EndpointIsSignalUrl = own ? EndpointIsSignalUrl : environment.EndpointIsSignalUrl,
            Protocol = own ? Protocol : Protocol ?? environment.Protocol,
            Headers = OtlpHeaders.Merge(environment.Headers, Headers),
            CaFile = CaFile ?? environment.CaFile,
            CertificateFile = CertificateFile ?? environment.CertificateFile,
            KeyFile = CertificateFile is null ? KeyFile ?? environment.KeyFile : KeyFile,
            Compression = Compression ?? environment.Compression,
            RequestTimeout = RequestTimeout ?? environment.RequestTimeout,
        };
    }
}

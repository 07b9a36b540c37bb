using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Sinks.Otlp;

/// <summary>What the operator said about an OTLP destination. Null where nothing was said; then <see cref="OtlpEnvironment"/> and after it our defaults decide.</summary>
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

    /// <summary>Most bytes of a request before compression. gRPC servers refuse more than 4 MiB by default.</summary>
    public int RequestBytes { get; init; } = 3584 * 1024;

    /// <summary>Most records of a request.</summary>
    public int RequestRecords { get; init; } = 8192;

    /// <summary>Most attributes of a record: Loki takes 128 with its own (decisions 4).</summary>
    public int RecordAttributes { get; init; } = 96;

    /// <summary>Most bytes of a record: Loki takes 64 KB of metadata (decisions 4).</summary>
    public int RecordBytes { get; init; } = 48 * 1024;

    /// <summary>How many requests may be under way at once; 1 keeps strict order.</summary>
    public int InFlight { get; init; } = 4;

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

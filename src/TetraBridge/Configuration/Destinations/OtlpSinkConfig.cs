using TetraBridge.Configuration.Secrets;
using TetraBridge.Sinks.Otlp.Transport;

namespace TetraBridge.Configuration.Destinations;

/// <summary>
/// An OTLP receiver, as far as flags, environment and YAML tell. Null means not told: OTEL_EXPORTER_OTLP_* is asked next, then the default
/// holds (decisions 7).
/// </summary>
internal sealed record OtlpSinkConfig : SinkConfig
{
    /// <inheritdoc/>
    public override bool HasBookmark => true;

    /// <summary>Base or full URL, http, https or unix. Default: OTEL_EXPORTER_OTLP_*; without it the route can't start.</summary>
    public GuardedUrl? Endpoint { get; init; }

    /// <summary>Default: by the URL's port and path (decisions 7).</summary>
    public OtlpProtocol? Protocol { get; init; }

    /// <summary>Headers (gRPC: metadata) of each request, names in lower case. Default: none.</summary>
    public IReadOnlyDictionary<string, GuardedText>? Headers { get; init; }

    /// <summary>
    /// A file of `name: value` lines, read again when it changes; its headers win over <see cref="Headers"/>. Default: none.
    /// </summary>
    public string? HeadersFile { get; init; }

    /// <summary>PEM file of the authorities that the server's certificate is checked against. Default: the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of the client certificate (mutual TLS). Default: none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of the client's key. Default: the key stands in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Default: none on loopback and unix sockets, gzip elsewhere (decisions 6).</summary>
    public OtlpCompression? Compression { get; init; }

    /// <summary>How long a request may take. Default 10 s.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>Adds the attribute `elasticsearch.document_id` with the uid (decisions 4). Default: false.</summary>
    public bool ElasticsearchDocumentId { get; init; }
}

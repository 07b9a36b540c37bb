using System.Globalization;

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>
/// What OTEL_EXPORTER_OTLP_* say; the _LOGS_ variants win (OpenTelemetry specification, "OTLP exporter configuration"). It stands below all
/// other configuration (decisions 7).
/// </summary>
internal sealed record OtlpEnvironment
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";

    /// <summary>The endpoint for a route that names none.</summary>
    public Uri? Endpoint { get; private init; }

    /// <summary>True: the endpoint came from OTEL_EXPORTER_OTLP_LOGS_ENDPOINT and gets no path of ours.</summary>
    public bool EndpointIsSignalUrl { get; private init; }

    /// <summary>The protocol that goes with the endpoint.</summary>
    public OtlpProtocol? Protocol { get; private init; }

    /// <summary>Headers, decoded.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    /// <summary>Certificates to trust.</summary>
    public string? CaFile { get; private init; }

    /// <summary>The client's certificate.</summary>
    public string? CertificateFile { get; private init; }

    /// <summary>The client's key.</summary>
    public string? KeyFile { get; private init; }

    /// <summary>The compression.</summary>
    public OtlpCompression? Compression { get; private init; }

    /// <summary>A request's time.</summary>
    public TimeSpan? RequestTimeout { get; private init; }

    /// <summary>Values that were not understood, each with its variable and what is expected; they count as not set.</summary>
    public IReadOnlyList<string> Mistakes { get; private init; } = [];

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">Gives a variable's value; null or "": not set.</param>
    public static OtlpEnvironment Read(Func<string, string?> variable)
    {
        var mistakes = new List<string>();
        var endpoint = Find("ENDPOINT");
        var headers = Find("HEADERS");
        var headerMistakes = new List<string>();
        return new OtlpEnvironment
        {
            Endpoint = Parse(endpoint, AsEndpoint, "http://HOST:PORT, https://… or unix:///PATH"),
            EndpointIsSignalUrl = endpoint?.Name == Prefix + "LOGS_ENDPOINT",
            Protocol = Parse(Find("PROTOCOL"), AsProtocol, "grpc or http/protobuf"),
            Headers = OtlpHeaders.FromEnvironment(headers?.Value ?? "", headerMistakes),
            CaFile = Find("CERTIFICATE")?.Value,
            CertificateFile = Find("CLIENT_CERTIFICATE")?.Value,
            KeyFile = Find("CLIENT_KEY")?.Value,
            Compression = Parse(Find("COMPRESSION"), AsCompression, "gzip or none"),
            RequestTimeout = Parse(Find("TIMEOUT"), AsMilliseconds, "milliseconds, at least 1"),
            Mistakes = [.. mistakes, .. headerMistakes.Select(mistake => $"{headers?.Name}: {mistake}")],
        };

        (string Name, string Value)? Find(string name) =>
            Of(Prefix + "LOGS_" + name) ?? Of(Prefix + name);

        (string Name, string Value)? Of(string name) =>
            variable(name)?.Trim() is { Length: > 0 } value ? (name, value) : null;

        T? Parse<T>((string Name, string Value)? set, Func<string, T?> read, string expected)
        {
            if (set is not { } given)
            {
                return default;
            }

            var value = read(given.Value);
            if (value is null)
            {
                // An endpoint may hold a password before its @; nothing else here is secret.
                var shown = given.Value.Contains('@') ? "the value" : $"'{given.Value}'";
                mistakes.Add($"{given.Name}: {shown} isn't understood; expected is {expected}");
            }

            return value;
        }
    }

    private static Uri? AsEndpoint(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "unix" ? uri : null;

    private static OtlpProtocol? AsProtocol(string value) => value switch
    {
        "grpc" => OtlpProtocol.Grpc,
        "http/protobuf" => OtlpProtocol.HttpProtobuf,
        _ => null,
    };

    private static OtlpCompression? AsCompression(string value) => value switch
    {
        "gzip" => OtlpCompression.Gzip,
        "none" => OtlpCompression.None,
        _ => null,
    };

    private static TimeSpan? AsMilliseconds(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}

namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>Where requests go and how, decided from what the operator wrote (decisions 6 and 7). Pure: nothing is looked up.</summary>
/// <param name="Url">The URL that is called; for gRPC without a path; `http://localhost` behind a unix socket.</param>
/// <param name="Protocol">How the request travels.</param>
/// <param name="Socket">Path of the unix socket; null: TCP.</param>
internal sealed record OtlpEndpoint(Uri Url, OtlpProtocol Protocol, string? Socket)
{
    private const int GrpcPort = 4317;
    private const string LogsPath = "v1/logs";

    /// <summary>True on loopback and unix sockets: no compression by default and no proxy.</summary>
    public bool IsLocal => Socket is not null || Url.IsLoopback;

    /// <summary>Decides.</summary>
    /// <param name="options">The options, merged with the environment.</param>
    /// <param name="mistake">What is wrong with them and what to write instead; null where the answer isn't.</param>
    public static OtlpEndpoint? TryResolve(OtlpOptions options, out string? mistake)
    {
        mistake = options.Endpoint switch
        {
            null => "an OTLP route needs an endpoint, for example http://127.0.0.1:4318",
            { IsAbsoluteUri: false } => $"the endpoint '{options.Endpoint}' has no scheme; write http://{options.Endpoint}",
            { Scheme: "unix", AbsolutePath: "/" or "" } => "the endpoint names no socket; write unix:///path/to/socket",
            { Scheme: not ("http" or "https" or "unix") } => $"the endpoint '{options.Endpoint}' is none of http://, https:// and unix://",
            { UserInfo.Length: > 0 } =>
                "the endpoint holds a user name or password; give an Authorization header by a headers file instead",
            _ => null,
        };
        if (mistake is not null)
        {
            return null;
        }

        var endpoint = options.Endpoint!;
        var protocol = options.Protocol ?? ProtocolOf(endpoint);
        if (endpoint.Scheme == "unix")
        {
            var url = new Uri(protocol == OtlpProtocol.Grpc ? "http://localhost" : $"http://localhost/{LogsPath}");
            return new OtlpEndpoint(url, protocol, Uri.UnescapeDataString(endpoint.AbsolutePath));
        }

        if (protocol == OtlpProtocol.HttpProtobuf)
        {
            return new OtlpEndpoint(options.EndpointIsSignalUrl ? endpoint : WithLogsPath(endpoint), protocol, null);
        }

        if (HasPath(endpoint))
        {
            mistake = $"OTLP over gRPC takes no path: drop '{endpoint.AbsolutePath}' from the endpoint, or say protocol http/protobuf";
            return null;
        }

        return new OtlpEndpoint(endpoint, protocol, null);
    }

    private static OtlpProtocol ProtocolOf(Uri endpoint) =>
        endpoint.Scheme == "unix" || endpoint.Port == GrpcPort ? OtlpProtocol.Grpc : OtlpProtocol.HttpProtobuf;

    private static bool HasPath(Uri endpoint) => endpoint.AbsolutePath is not ("/" or "");

    // A base URL that ends in v1/logs already is a signal URL that was written where a base URL belongs: nobody means …/v1/logs/v1/logs.
    private static Uri WithLogsPath(Uri endpoint)
    {
        var path = endpoint.AbsolutePath.TrimEnd('/');
        return path.EndsWith("/" + LogsPath, StringComparison.Ordinal)
            ? endpoint
            : new UriBuilder(endpoint) { Path = $"{path}/{LogsPath}" }.Uri;
    }
}

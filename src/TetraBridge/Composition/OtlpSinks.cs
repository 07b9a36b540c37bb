using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Composition;

/// <summary>What the operator wrote of an OTLP receiver becomes its sink.</summary>
internal static class OtlpSinks
{
    /// <summary>Makes the sink of a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="config">Its destination.</param>
    /// <param name="environment">What OTEL_EXPORTER_OTLP_* say, which stand below it (decisions 7).</param>
    /// <param name="resource">Describes node and workload.</param>
    /// <param name="version">Ours.</param>
    /// <param name="clock">Time.</param>
    /// <exception cref="ConfigurationException">There is no endpoint, or it does not go with the protocol.</exception>
    public static OtlpSink Create(
        RouteConfig route, OtlpSinkConfig config, OtlpEnvironment environment, ResourceMapper resource, string version, TimeProvider clock)
    {
        var options = Options(config, route.Limits).Over(environment);
        var endpoint = OtlpEndpoint.TryResolve(options, out var mistake)
            ?? throw new ConfigurationException($"route {route.Name}: {mistake}");
        var records = new RecordOptions(options.Limits.RecordAttributes, config.ElasticsearchDocumentId);
        var scope = new OtlpScope(version, AttributeCatalog.SchemaVersion);
        return new OtlpSink(endpoint, options, scope, () => new OtlpEncoder(options.Limits, records, resource, clock), clock);
    }

    private static OtlpOptions Options(OtlpSinkConfig config, RouteLimits limits) => new()
    {
        Endpoint = config.Endpoint?.Address,
        Protocol = config.Protocol,
        Headers = config.Headers?.ToDictionary(header => header.Key, header => header.Value.Reveal) ?? [],
        HeadersFile = config.HeadersFile,
        CaFile = config.CaFile,
        CertificateFile = config.CertificateFile,
        KeyFile = config.KeyFile,
        Compression = config.Compression,
        RequestTimeout = config.RequestTimeout,
        Limits = limits.Over(new OtlpOptions().Limits),
    };
}

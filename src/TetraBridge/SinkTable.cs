using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Console;
using TetraBridge.Sinks.Null;
using TetraBridge.Sinks.Otlp;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Sinks.OtlpFile;

namespace TetraBridge;

/// <summary>The destinations that there are: what the operator named becomes a sink. A new sink costs its folder and a line here.</summary>
internal sealed class SinkTable(OtlpEnvironment otlpEnvironment, string version, TimeProvider clock)
{
    /// <summary>True where a restart must go on where it stopped: these routes have a bookmark and need the state folder (decisions 7).</summary>
    public static bool HasBookmark(SinkConfig sink) => sink is OtlpSinkConfig or KafkaSinkConfig or FileSinkConfig;

    /// <summary>Makes the sink of a route.</summary>
    /// <exception cref="ConfigurationException">What the operator wrote can't be resolved.</exception>
    public ISink Create(RouteConfig route, ResourceMapper resource) => route.Sink switch
    {
        OtlpSinkConfig otlp => Otlp(route, otlp, resource),
        KafkaSinkConfig kafka => KafkaSinks.Create(route, kafka, resource, version, clock),
        FileSinkConfig file => new OtlpFileSink(file.Path, Limits(route, OtlpFileSink.DefaultLimits), version, () => new OtlpJsonEncoder(Records(route), resource, clock)),
        ConsoleSinkConfig console => new ConsoleSink(StandardOutput.Open(), Limits(route, ConsoleSink.DefaultLimits), ConsoleEncoder(route, console, resource)),
        NullSinkConfig => new NullSink(),
        _ => throw new ConfigurationException($"route {route.Name}: {route.Sink.GetType().Name} is not part of this build"),
    };

    private static RecordOptions Records(RouteConfig route) => new(route.Limits.RecordAttributes ?? int.MaxValue);

    private static SinkLimits Limits(RouteConfig route, SinkLimits defaults) => new(
        route.Limits.RequestBytes ?? defaults.RequestBytes,
        route.Limits.RequestRecords ?? defaults.RequestRecords,
        route.Limits.RecordAttributes ?? defaults.RecordAttributes,
        route.Limits.RecordBytes ?? defaults.RecordBytes,
        route.Limits.InFlight ?? defaults.InFlight);

    private static Func<IRecordEncoder> ConsoleEncoder(RouteConfig route, ConsoleSinkConfig console, ResourceMapper resource)
    {
        var inColour = ConsoleColour.IsWanted(!Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR"));
        return console.Json ? () => new ConsoleJsonEncoder(Records(route), resource) : () => new ConsoleTextEncoder(inColour);
    }

    private OtlpSink Otlp(RouteConfig route, OtlpSinkConfig config, ResourceMapper resource)
    {
        var defaults = new OtlpOptions();
        var options = new OtlpOptions
        {
            Endpoint = config.Endpoint?.Address,
            Protocol = config.Protocol switch { OtlpWireName.Grpc => OtlpProtocol.Grpc, OtlpWireName.HttpProtobuf => OtlpProtocol.HttpProtobuf, _ => null },
            Headers = config.Headers?.ToDictionary(header => header.Key, header => header.Value.Reveal) ?? [],
            HeadersFile = config.HeadersFile,
            CaFile = config.CaFile,
            CertificateFile = config.CertificateFile,
            KeyFile = config.KeyFile,
            Compression = config.Compression switch { OtlpCompressionChoice.None => OtlpCompression.None, OtlpCompressionChoice.Gzip => OtlpCompression.Gzip, OtlpCompressionChoice.Zstd => OtlpCompression.Zstd, _ => null },
            RequestTimeout = config.RequestTimeout,
            RequestBytes = route.Limits.RequestBytes ?? defaults.RequestBytes,
            RequestRecords = route.Limits.RequestRecords ?? defaults.RequestRecords,
            RecordAttributes = route.Limits.RecordAttributes ?? defaults.RecordAttributes,
            RecordBytes = route.Limits.RecordBytes ?? defaults.RecordBytes,
            InFlight = route.Limits.InFlight ?? defaults.InFlight,
        }.Over(otlpEnvironment);
        var endpoint = OtlpEndpoint.TryResolve(options, out var mistake) ?? throw new ConfigurationException($"route {route.Name}: {mistake}");
        var limits = new SinkLimits(options.RequestBytes, options.RequestRecords, options.RecordAttributes, options.RecordBytes, options.InFlight);
        var records = new RecordOptions(options.RecordAttributes, config.ElasticsearchDocumentId);
        return new OtlpSink(endpoint, options, new OtlpScope(version, AttributeCatalog.SchemaVersion), () => new OtlpEncoder(limits, records, resource, clock), clock);
    }
}

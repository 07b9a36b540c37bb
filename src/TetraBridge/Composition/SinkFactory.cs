using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Console;
using TetraBridge.Sinks.Null;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Sinks.OtlpFile;

namespace TetraBridge.Composition;

/// <summary>The destinations that there are: what the operator named becomes a sink. A new sink costs its folder and a line here.</summary>
internal sealed class SinkFactory(OtlpEnvironment otlpEnvironment, ConsoleOutput console, string version, TimeProvider clock)
{
    /// <summary>Makes the sink of a route.</summary>
    /// <exception cref="ConfigurationException">What the operator wrote can't be resolved.</exception>
    public ISink Create(RouteConfig route, ResourceMapper resource) => route.Sink switch
    {
        OtlpSinkConfig otlp => OtlpSinks.Create(route, otlp, otlpEnvironment, resource, version, clock),
        KafkaSinkConfig kafka => KafkaSinks.Create(route, kafka, resource, version, clock),
        FileSinkConfig file => new OtlpFileSink(
            file.Path, route.Limits.Over(OtlpFileSink.DefaultLimits), version, () => new OtlpJsonEncoder(Records(route), resource, clock)),
        ConsoleSinkConfig { Json: true } => Console(route, () => new ConsoleJsonEncoder(Records(route), resource)),
        ConsoleSinkConfig => Console(route, () => new ConsoleTextEncoder(console.IsColoured)),
        NullSinkConfig => new NullSink(),
        _ => throw new ConfigurationException($"route {route.Name}: {route.Sink.GetType().Name} is not part of this build"),
    };

    private static RecordOptions Records(RouteConfig route) => new(route.Limits.RecordAttributes ?? int.MaxValue);

    private ConsoleSink Console(RouteConfig route, Func<IRecordEncoder> encoders) =>
        new(console.Open(), route.Limits.Over(ConsoleSink.DefaultLimits), encoders);
}

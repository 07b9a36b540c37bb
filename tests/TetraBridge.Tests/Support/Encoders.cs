using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Sinks.OtlpFile;

namespace TetraBridge.Tests.Support;

/// <summary>The encoders as a route makes them, for the contract of all of them.</summary>
internal static class Encoders
{
    /// <summary>A node without static attributes.</summary>
    public static ResourceMapper Resources() => new(RecordTeller.Node, new Dictionary<string, string>());

    /// <summary>As many attributes as the limits allow.</summary>
    public static RecordOptions Options(SinkLimits limits) => new(limits.RecordAttributes);

    /// <summary>That of the OTLP sink.</summary>
    public static OtlpEncoder Otlp(SinkLimits limits) => new(limits, Options(limits), Resources(), TimeProvider.System);

    /// <summary>That of the file sink.</summary>
    public static OtlpJsonEncoder OtlpJson(SinkLimits limits) => new(Options(limits), Resources(), TimeProvider.System);

    /// <summary>That of the Kafka sink, with this payload.</summary>
    public static KafkaEncoder Kafka(IMessageValue value) => new(new MessageOptions(MessageTeller.Topic("t")), value, RecordTeller.Node);
}

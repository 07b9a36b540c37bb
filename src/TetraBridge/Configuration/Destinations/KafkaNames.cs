using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Messages;

namespace TetraBridge.Configuration.Destinations;

/// <summary>How the choices of a kafka route are written.</summary>
internal static class KafkaNames
{
    /// <summary>`payload`.</summary>
    public static IReadOnlyList<(string Name, MessagePayload Value)> Payloads { get; } =
        [("json", MessagePayload.Json), ("otlp_proto", MessagePayload.OtlpProto), ("otlp_json", MessagePayload.OtlpJson), ("raw", MessagePayload.Raw)];

    /// <summary>`key`.</summary>
    public static IReadOnlyList<(string Name, MessageKey Value)> Keys { get; } =
        [("process", MessageKey.Process), ("node", MessageKey.Node), ("pod", MessageKey.Pod), ("none", MessageKey.None)];

    /// <summary>`headers`.</summary>
    public static IReadOnlyList<(string Name, MessageHeader Value)> Headers { get; } =
    [
        ("category", MessageHeader.Category), ("severity", MessageHeader.Severity), ("kind", MessageHeader.Kind),
        ("node", MessageHeader.Node), ("schema", MessageHeader.Schema),
        ("traceparent", MessageHeader.TraceParent), ("position", MessageHeader.Place),
    ];

    /// <summary>`compression`.</summary>
    public static IReadOnlyList<(string Name, KafkaCompression Value)> Compressions { get; } =
    [
        ("lz4", KafkaCompression.Lz4), ("zstd", KafkaCompression.Zstd), ("gzip", KafkaCompression.Gzip),
        ("snappy", KafkaCompression.Snappy), ("none", KafkaCompression.None),
    ];

    /// <summary>`mechanism`.</summary>
    public static IReadOnlyList<(string Name, KafkaSaslMechanism Value)> Mechanisms { get; } =
    [
        ("PLAIN", KafkaSaslMechanism.Plain), ("SCRAM-SHA-256", KafkaSaslMechanism.ScramSha256),
        ("SCRAM-SHA-512", KafkaSaslMechanism.ScramSha512), ("OAUTHBEARER", KafkaSaslMechanism.OAuthBearer),
    ];
}

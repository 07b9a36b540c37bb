namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>What a message's value is.</summary>
internal enum MessagePayload
{
    /// <summary>A flat JSON object (docs/kafka-json.schema.json); the default.</summary>
    Json,

    /// <summary>An ExportLogsServiceRequest of one record, in protobuf: what the collector's kafka receiver reads by default.</summary>
    OtlpProto,

    /// <summary>The same in OTLP's JSON.</summary>
    OtlpJson,

    /// <summary>The agent's line as it is.</summary>
    Raw,
}

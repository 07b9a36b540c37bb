namespace TetraBridge.Sinks.Kafka;

/// <summary>How a client logs in.</summary>
internal enum KafkaSaslMechanism
{
    /// <summary>The password itself: only over TLS.</summary>
    Plain,

    /// <summary>SCRAM-SHA-256.</summary>
    ScramSha256,

    /// <summary>SCRAM-SHA-512.</summary>
    ScramSha512,

    /// <summary>A token; how it is got stands in librdkafka's own settings (`sasl.oauthbearer.*`).</summary>
    OAuthBearer,
}

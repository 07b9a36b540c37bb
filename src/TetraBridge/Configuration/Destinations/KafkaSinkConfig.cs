using TetraBridge.Configuration.Secrets;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Messages;

namespace TetraBridge.Configuration.Destinations;

/// <summary>A Kafka cluster and what messages to it look like, as far as flags, environment and YAML tell. Null means not told.</summary>
internal sealed record KafkaSinkConfig : SinkConfig
{
    /// <inheritdoc/>
    public override bool HasBookmark => true;

    /// <summary>`host:port`, at least one; the others are learned from it.</summary>
    public IReadOnlyList<string> Brokers { get; init; } = [];

    /// <summary>The topic, or a template; told in every configuration that holds.</summary>
    public TopicTemplate? Topic { get; init; }

    /// <summary>Where events without a category go. Default: {category} becomes `uncategorized`.</summary>
    public string? UncategorizedTopic { get; init; }

    /// <summary>
    /// Where gaps, notices of dead letters and what has no topic go. Default: gaps and notices by <see cref="Topic"/>; what has no topic
    /// holds the route.
    /// </summary>
    public string? FallbackTopic { get; init; }

    /// <summary>Default: <see cref="MessagePayload.Json"/>.</summary>
    public MessagePayload? Payload { get; init; }

    /// <summary>Default: <see cref="MessageKey.Process"/>.</summary>
    public MessageKey? Key { get; init; }

    /// <summary>Headers beside `uid` and `content-type`. Default: none; with <see cref="ExactlyOnce"/> the position always.</summary>
    public MessageHeader? Headers { get; init; }

    /// <summary>Default: <see cref="KafkaCompression.Lz4"/>.</summary>
    public KafkaCompression? Compression { get; init; }

    /// <summary>Transactions with the bookmark in them. Default: false.</summary>
    public bool? ExactlyOnce { get; init; }

    /// <summary>Topics that do not exist are created. Default: not.</summary>
    public KafkaTopicCreation? CreateTopics { get; init; }

    /// <summary>Default: none.</summary>
    public KafkaTlsConfig? Tls { get; init; }

    /// <summary>Default: no login.</summary>
    public KafkaSaslConfig? Sasl { get; init; }

    /// <summary>Settings of librdkafka, passed through. Default: none.</summary>
    public IReadOnlyDictionary<string, GuardedText> Settings { get; init; } = new Dictionary<string, GuardedText>();
}

using System.Globalization;
using TetraBridge.Configuration;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Secrets;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Messages;
using TetraBridge.Sinks.Kafka.Transactions;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Sinks.OtlpFile;

namespace TetraBridge.Composition;

/// <summary>What the operator wrote of a Kafka cluster becomes its sink.</summary>
internal static class KafkaSinks
{
    /// <summary>Makes the sink of a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="config">Its destination.</param>
    /// <param name="resource">Describes node and workload.</param>
    /// <param name="version">Ours.</param>
    /// <param name="clock">Time.</param>
    /// <exception cref="ConfigurationException">librdkafka does not take the settings.</exception>
    public static ISink Create(RouteConfig route, KafkaSinkConfig config, ResourceMapper resource, string version, TimeProvider clock)
    {
        if (Mistake(route, config) is { } mistake)
        {
            throw new ConfigurationException($"route {route.Name}: {mistake}");
        }

        var options = Options(route, config, resource.Node);
        var messages = Messages(config);
        KafkaEncoder Encoder() => new(messages, Value(config, options.Limits, resource, version, clock), resource.Node);
        return options.ExactlyOnce ? new KafkaTransactionSink(options, Encoder, clock) : new KafkaSink(options, Encoder, clock);
    }

    /// <summary>What librdkafka does not take of a route's settings; null where nothing is wrong. Connects to nobody.</summary>
    public static string? Mistake(RouteConfig route, KafkaSinkConfig config) =>
        KafkaSettingsCheck.Mistake(Options(route, config, node: "check"));

    private static MessageOptions Messages(KafkaSinkConfig config) => new(config.Topic!)
    {
        UncategorizedTopic = config.UncategorizedTopic,
        FallbackTopic = config.FallbackTopic,
        Key = config.Key ?? MessageKey.Process,
        Headers = (config.Headers ?? MessageHeader.None) | (config.ExactlyOnce == true ? MessageHeader.Place : MessageHeader.None),
    };

    private static IMessageValue Value(
        KafkaSinkConfig config, SinkLimits limits, ResourceMapper resource, string version, TimeProvider clock)
    {
        var records = new RecordOptions(limits.RecordAttributes);
        return config.Payload switch
        {
            MessagePayload.OtlpProto =>
                new OtlpProtoValue(
                    new OtlpEncoder(limits, records, resource, clock), new OtlpScope(version, AttributeCatalog.SchemaVersion)),
            MessagePayload.OtlpJson => new OtlpJsonValue(new OtlpJsonEncoder(records, resource, clock), version),
            MessagePayload.Raw => new RawValue(resource.Node),
            _ => new FlatJsonValue(records, resource, clock),
        };
    }

    private static KafkaOptions Options(RouteConfig route, KafkaSinkConfig config, string node) => new()
    {
        BootstrapServers = string.Join(',', config.Brokers),
        Topics = KnownTopics(config),
        FallbackTopic = config.FallbackTopic,
        CreateTopics = config.CreateTopics is not null,
        Partitions = config.CreateTopics?.Partitions ?? -1,
        Replication = (short)(config.CreateTopics?.Replication ?? -1),
        Compression = config.Compression ?? KafkaCompression.Lz4,
        Tls = config.Tls is { } tls
            ? new KafkaTlsOptions { CaFile = tls.CaFile, CertificateFile = tls.CertificateFile, KeyFile = tls.KeyFile, KeyPassword = Secret(tls.KeyPassword) }
            : null,
        Sasl = config.Sasl is { } sasl ? new KafkaSaslOptions(sasl.Mechanism, sasl.User, Secret(sasl.Password)) : null,
        Settings = config.Settings.ToDictionary(setting => setting.Key, setting => setting.Value.Reveal),
        ExactlyOnce = config.ExactlyOnce == true,
        TransactionalId = string.Create(CultureInfo.InvariantCulture, $"tetrabridge.{node}.{route.From}.{route.Name}"),
        Limits = route.Limits.Over(KafkaOptions.DefaultLimits),
    };

    private static IReadOnlyList<string> KnownTopics(KafkaSinkConfig config) =>
        [.. new[] { config.Topic is { IsFixed: true } topic ? topic.ToString() : null, config.UncategorizedTopic, config.FallbackTopic }.OfType<string>().Distinct()];

    private static Func<string>? Secret(SecretConfig? secret) => secret is null ? null : secret.Read;
}

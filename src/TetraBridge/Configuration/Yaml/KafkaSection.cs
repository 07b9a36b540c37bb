using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Secrets;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Messages;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `kafka`.</summary>
internal static class KafkaSection
{
    /// <summary>The sink; what could not be read in it is a mistake and left out.</summary>
    public static KafkaSinkConfig Read(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.Kafka, reading);
        foreach (var (key, example) in new[] { ("brokers", "10.0.0.5:9092"), ("topic", "tetragon") })
        {
            if (!section.Has(key))
            {
                reading.Mistakes.Add(node, $"`kafka` needs `{key}`: write for example `{key}: {example}`");
            }
        }

        var topic = section.Read("topic", Template);
        if (topic is { HasCategory: false } && section.Entry("uncategorizedTopic") is { } useless)
        {
            reading.Mistakes.Add(useless, "`uncategorizedTopic` belongs to a topic with {category} in it: leave it out");
        }

        return new KafkaSinkConfig
        {
            Brokers = section.Read("brokers", Brokers) ?? [],
            Topic = topic,
            UncategorizedTopic = section.Read("uncategorizedTopic", Topic),
            FallbackTopic = section.Read("fallbackTopic", Topic),
            Payload = section.Read("payload", YamlValues.Choice(KafkaNames.Payloads)),
            Key = section.Read("key", YamlValues.Choice(KafkaNames.Keys)),
            Headers = section.Has("headers") ? section.Read("headers", Headers) : null,
            Compression = section.Read("compression", YamlValues.Choice(KafkaNames.Compressions)),
            ExactlyOnce = section.Read("exactlyOnce", YamlValues.Truth),
            CreateTopics = section.Read("createTopics", CreateTopics),
            Tls = section.Read("tls", KafkaLoginSection.Tls),
            Sasl = section.Read("sasl", KafkaLoginSection.Sasl),
            Settings = Settings(section),
        };
    }

    private static IReadOnlyList<string> Brokers(ConfigNode node, YamlReading reading)
    {
        if (KafkaBrokers.TryParse(string.Join(',', YamlValues.Texts(node, reading)), out var brokers) is not { } words)
        {
            return brokers;
        }

        // A value that is missing is a mistake already.
        if (!node.IsEmpty && node is not { Kind: ConfigNodeKind.List, Items.Count: 0 })
        {
            reading.Mistakes.Add(node, words);
        }

        return [];
    }

    private static TopicTemplate? Template(ConfigNode node, YamlReading reading)
    {
        TopicTemplate? template = null;
        if (YamlValues.Text(node, reading) is { } text && TopicTemplate.TryParse(text, out template) is { } words)
        {
            reading.Mistakes.Add(node, words);
        }

        return template;
    }

    private static string? Topic(ConfigNode node, YamlReading reading)
    {
        if (YamlValues.Text(node, reading) is not { } name)
        {
            return null;
        }

        if (TopicName.IsRight(name))
        {
            return name;
        }

        reading.Mistakes.Add(node, $"`{node.Text}` can't name a topic: {TopicName.Rule}");
        return null;
    }

    private static MessageHeader? Headers(ConfigNode node, YamlReading reading)
    {
        if (node is { Kind: ConfigNodeKind.List, Items.Count: 0 })
        {
            return MessageHeader.None;
        }

        var names = YamlValues.Names(node, reading, [.. KafkaNames.Headers.Select(h => h.Name)], "header");
        return KafkaNames.Headers.Where(h => names.Contains(h.Name)).Aggregate(MessageHeader.None, (all, header) => all | header.Value);
    }

    private static KafkaTopicCreation CreateTopics(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.CreateTopics, reading);
        return new KafkaTopicCreation(
            section.Read("partitions", YamlValues.Number(1, 100_000)), section.Read("replication", YamlValues.Number(1, short.MaxValue)));
    }

    private static Dictionary<string, GuardedText> Settings(SectionReader section)
    {
        var settings = new Dictionary<string, GuardedText>(StringComparer.Ordinal);
        foreach (var entry in section.Named("settings", "names of librdkafka's settings with their values"))
        {
            if (Setting(entry, section.Reading) is { } value)
            {
                settings.Add(entry.Key, value);
            }
        }

        return settings;
    }

    private static GuardedText? Setting(ConfigEntry entry, YamlReading reading)
    {
        if (KafkaRefusedSettings.Reason(entry.Key) is { } reason)
        {
            reading.Mistakes.Add(entry, $"`{entry.Key}` can't be set: {reason}");
            return null;
        }

        if (YamlValues.Text(entry.Value, reading) is not { } value)
        {
            return null;
        }

        var fromEnvironment = EnvironmentReferences.Stand(entry.Value.Text);
        if (IsSecret(entry.Key) && !fromEnvironment)
        {
            reading.Mistakes.Add(
                entry.Value, $"a secret must not stand in this file: write `{entry.Key}: ${{env:NAME}}` and set the variable");
            return null;
        }

        return new GuardedText(value, fromEnvironment ? EnvironmentReferences.Shown(entry.Value.Text) : value);
    }

    // `ssl.key.pem` is a key; `sasl.oauthbearer.config` may hold what logs in; of `…token.endpoint.url` and the like only the words are
    // alike.
    private static bool IsSecret(string setting) =>
        setting.EndsWith(".pem", StringComparison.Ordinal) || setting == "sasl.oauthbearer.config"
        || setting.Split('.') is [.., var last] && last is "secret" or "password" or "passphrase" or "token";
}

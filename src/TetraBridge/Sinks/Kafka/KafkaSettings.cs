using System.Globalization;

namespace TetraBridge.Sinks.Kafka;

/// <summary>The settings of librdkafka: what the sink promises, what was tuned, what the operator wants, in this order.</summary>
internal static class KafkaSettings
{
    /// <summary>How long a broker lets a transaction be open.</summary>
    public static readonly TimeSpan TransactionTimeout = TimeSpan.FromSeconds(15);

    private const string Brokers = "bootstrap.servers";
    private const int DefaultLargestMessage = 1_000_000;

    // Delivery: librdkafka alone retries, for ever; its queue holds what is in flight and no more.
    private static readonly KeyValuePair<string, string>[] _promises =
    [
        new("enable.idempotence", "true"),
        new("acks", "all"),
        new("queue.buffering.max.kbytes", "32768"),
        new("queue.buffering.max.messages", "100000"),
        new("allow.auto.create.topics", "false"),
    ];

    // Where a broker refuses messages for good, those after them are given up too, and the sink sends all of them again in their order:
    // librdkafka alone would let the later ones pass. In a transaction the first refusal ends all of it anyway.
    private static readonly KeyValuePair<string,
    string>[] _order = [new("message.timeout.ms", "0"), new("enable.gapless.guarantee", "true")];

    // Tuned: large batches soon; Java's partitioner, so that other producers' keys meet ours; back soon after an outage. An idle connection
    // that a broker closes is no trouble.
    private static readonly KeyValuePair<string, string>[] _defaults =
    [
        new("client.id", "tetrabridge"),
        new("linger.ms", "2"),
        new("batch.num.messages", "10000"),
        new("partitioner", "murmur2_random"),
        new("reconnect.backoff.max.ms", "2000"),
        new("topic.metadata.propagation.max.ms", "5000"),
        new("log.connection.close", "false"),
        new("socket.keepalive.enable", "true"),
    ];

    /// <summary>For a producer; later ones win. Reads the secrets.</summary>
    /// <param name="options">The cluster.</param>
    /// <param name="requestBytes">Most bytes of the messages that go to a partition at once.</param>
    /// <exception cref="KafkaSettingException">A setting that is refused (<see cref="KafkaRefusedSettings"/>).</exception>
    public static List<KeyValuePair<string, string>> Producer(KafkaOptions options, int requestBytes)
    {
        if (options.Settings.Keys.FirstOrDefault(static name => KafkaRefusedSettings.Reason(name) is not null) is { } refused)
        {
            throw new KafkaSettingException($"{refused} can't be set: {KafkaRefusedSettings.Reason(refused)}");
        }

        var compression = options.Compression.ToString().ToLowerInvariant();
        var size = new KeyValuePair<string, string>("batch.size", requestBytes.ToString(CultureInfo.InvariantCulture));
        return [.. _defaults, .. Connection(options), .. options.Settings, .. _promises, .. options.ExactlyOnce ? Transactions(options) : _order, size, new("compression.codec", compression)];
    }

    /// <summary>The same without the brokers: such a producer connects to nobody.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Unconnected(KafkaOptions options) =>
        Producer(options, new RequestSize(options).Bytes).Where(static setting => setting.Key != Brokers);

    /// <summary>Most bytes of a message that the producer takes (message.max.bytes).</summary>
    public static int LargestMessage(KafkaOptions options) =>
        int.TryParse(options.Settings.GetValueOrDefault("message.max.bytes"), CultureInfo.InvariantCulture, out var told)
            ? told
            : DefaultLargestMessage;

    private static KeyValuePair<string, string>[] Transactions(KafkaOptions options) =>
        [new("transactional.id", options.TransactionalId!), new("transaction.timeout.ms", TransactionTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture))];

    private static List<KeyValuePair<string, string>> Connection(KafkaOptions options)
    {
        var settings = new List<KeyValuePair<string, string>>
        {
            new(Brokers, options.BootstrapServers),
            new("security.protocol", (options.Sasl is null ? "" : "sasl_") + (options.Tls is null ? "plaintext" : "ssl")),
        };
        Add(settings, "ssl.ca.location", options.Tls?.CaFile);
        Add(settings, "ssl.certificate.location", options.Tls?.CertificateFile);
        Add(settings, "ssl.key.location", options.Tls?.KeyFile ?? options.Tls?.CertificateFile);
        Add(settings, "ssl.key.password", options.Tls?.KeyPassword?.Invoke());
        if (options.Sasl is { } sasl)
        {
            Add(settings, "sasl.mechanism", Mechanism(sasl.Mechanism));
            Add(settings, "sasl.username", sasl.UserName);
            Add(settings, "sasl.password", sasl.Password?.Invoke());
        }

        return settings;
    }

    private static string Mechanism(KafkaSaslMechanism mechanism) => mechanism switch
    {
        KafkaSaslMechanism.Plain => "PLAIN",
        KafkaSaslMechanism.ScramSha256 => "SCRAM-SHA-256",
        KafkaSaslMechanism.ScramSha512 => "SCRAM-SHA-512",
        _ => "OAUTHBEARER",
    };

    private static void Add(List<KeyValuePair<string, string>> settings, string name, string? value)
    {
        if (value is not null)
        {
            settings.Add(new(name, value));
        }
    }
}

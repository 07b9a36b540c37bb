namespace TetraBridge.Sinks.Kafka;

/// <summary>
/// The settings of librdkafka that an operator can't pass through, each with the reason: they would break what this sink promises, or it
/// sets them itself.
/// </summary>
internal static class KafkaRefusedSettings
{
    private const string Order = "records would be lost or change places: the producer is idempotent and waits for all in-sync replicas";
    private const string Retry = "a record would be given up while its broker is down: librdkafka tries until it is delivered";
    private const string Queue = "the queue is bounded by what is in flight; the journal is the buffer";
    private const string Foreign = "foreign code is not loaded";
    private const string Named = "it has a key of its own in the route";

    private static readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal)
    {
        ["acks"] = Order,
        ["request.required.acks"] = Order,
        ["enable.idempotence"] = Order,
        ["max.in.flight"] = Order,
        ["max.in.flight.requests.per.connection"] = Order,
        ["queuing.strategy"] = Order,
        ["enable.gapless.guarantee"] = Order,
        ["message.timeout.ms"] = Retry,
        ["delivery.timeout.ms"] = Retry,
        ["retries"] = Retry,
        ["message.send.max.retries"] = Retry,
        ["queue.buffering.max.kbytes"] = Queue,
        ["queue.buffering.max.messages"] = Queue,
        ["queue.buffering.backpressure.threshold"] = Queue,
        ["transactional.id"] = "it is made of node, source and route, so that one writer at a time holds it (exactlyOnce)",
        ["transaction.timeout.ms"] = "transactions are short, and an abandoned one must not block readers (exactlyOnce)",
        ["bootstrap.servers"] = Named,
        ["metadata.broker.list"] = Named,
        ["compression.codec"] = Named,
        ["compression.type"] = Named,
        ["security.protocol"] = Named,
        ["sasl.mechanism"] = Named,
        ["sasl.mechanisms"] = Named,
        ["sasl.username"] = Named,
        ["sasl.password"] = "secrets come from a file or the environment, by the route's own key",
        ["ssl.key.password"] = "secrets come from a file or the environment, by the route's own key",
        ["partitioner"] = "records of one key would leave their partition, and with it their order; other producers of the topic count on the same partition for a key",
        ["enabled_events"] = "reports and errors would go to a queue that nobody reads, and no record would ever count as delivered",
        ["topic.blacklist"] = "records for such a topic would wait for ever",
        ["ssl.engine.location"] = Foreign,
        ["ssl.providers"] = Foreign,
        ["dr_cb"] = "it is this sink's own callback",
        ["dr_msg_cb"] = "it is this sink's own callback",
        ["delivery.report.only.error"] = "a record counts as delivered when its report says so",
        ["error_cb"] = "it is this sink's own callback",
        ["log_cb"] = "it is this sink's own callback",
        ["opaque"] = "it is this sink's own",
        ["plugin.library.paths"] = Foreign,
        ["test.mock.num.brokers"] = "it would send the records to a broker that keeps nothing",
    };

    /// <summary>Why this setting is refused; null where it is passed through.</summary>
    public static string? Reason(string name) => _reasons.GetValueOrDefault(name);

    /// <summary>All that are refused.</summary>
    public static IReadOnlyCollection<string> Names => _reasons.Keys;
}

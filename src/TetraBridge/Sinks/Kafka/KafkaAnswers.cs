using Confluent.Kafka;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka.Transactions;

namespace TetraBridge.Sinks.Kafka;

/// <summary>What the end of a message means for its record. A code that is not here is a broker's passing trouble: sent again.</summary>
internal static class KafkaAnswers
{
    private static readonly Dictionary<ErrorCode, (VerdictKind Kind, string Words)> _rows = new()
    {
        [ErrorCode.MsgSizeTooLarge] = (
            VerdictKind.TooLarge, "the message is larger than the topic takes (max.message.bytes, message.max.bytes)"),
        [ErrorCode.RecordListTooLarge] = (VerdictKind.TooLarge, "the messages together are larger than the topic takes"),
        [ErrorCode.InvalidRecord] = (VerdictKind.Rejected, "the broker refuses the record (does the compacted topic want a key?)"),
        [ErrorCode.InvalidTimestamp] = (VerdictKind.Rejected, "the broker refuses the record's time (message.timestamp.*)"),
        [ErrorCode.PolicyViolation] = (VerdictKind.Rejected, "a policy of the broker refuses the record"),
        [ErrorCode.UnknownTopicOrPart] = (VerdictKind.Hold, KafkaWords.NoTopic),
        [ErrorCode.Local_UnknownTopic] = (VerdictKind.Hold, KafkaWords.NoTopic),
        [ErrorCode.Local_UnknownPartition] = (VerdictKind.Hold, "the topic has no such partition: was it made anew with fewer?"),
        [ErrorCode.TopicException] = (VerdictKind.Hold, "the topic's name is not allowed: letters, digits, '.', '_' and '-', at most 249"),
        [ErrorCode.TopicAuthorizationFailed] = (VerdictKind.Hold, "this user may not write to the topic: allow WRITE and DESCRIBE for it"),
        [ErrorCode.ClusterAuthorizationFailed] = (VerdictKind.Hold, KafkaWords.IdempotentWrite),
        [ErrorCode.TransactionalIdAuthorizationFailed] = (VerdictKind.Hold, KafkaWords.TransactionalId),
        [ErrorCode.GroupAuthorizationFailed] = (
            VerdictKind.Hold, "this user may not use the group that keeps the bookmark: allow READ for it"),
        [ErrorCode.UnsupportedCompressionType] = (VerdictKind.Hold, "the broker does not know this compression: choose another"),
        [ErrorCode.UnsupportedForMessageFormat] = (
            VerdictKind.Hold, "the topic's message format is too old for headers and idempotence (Kafka 0.11 or newer)"),
        [ErrorCode.InvalidRequiredAcks] = (VerdictKind.Hold, "the broker does not take acks=all"),
        [ErrorCode.Local_Fenced] = (VerdictKind.Hold, KafkaWords.TakenOver),
        [ErrorCode.ProducerFenced] = (VerdictKind.Hold, KafkaWords.TakenOver),
        [ErrorCode.Local_Fatal] = (VerdictKind.Retry, KafkaWords.MadeAnew),
        [ErrorCode.Local_Authentication] = (VerdictKind.Hold, KafkaWords.Login),
        [ErrorCode.SaslAuthenticationFailed] = (VerdictKind.Hold, KafkaWords.Login),
        [ErrorCode.Local_TimedOut] = (VerdictKind.Retry, "no broker answered in time"),
        [ErrorCode.Local_Transport] = (VerdictKind.Retry, "no broker can be reached"),
        [ErrorCode.Local_AllBrokersDown] = (VerdictKind.Retry, "no broker can be reached"),
        [ErrorCode.Local_PurgeInflight] = (VerdictKind.NoAnswer, "given up while on its way"),
        [ErrorCode.Local_PurgeQueue] = (VerdictKind.NoAnswer, "given up before it was sent"),
        [ErrorCode.Local_MsgTimedOut] = (VerdictKind.NoAnswer, "no broker took the message in time"),
    };

    /// <summary>What this code means, whatever topic it is about; null where it is a broker's passing trouble.</summary>
    public static Verdict? Known(ErrorCode error) => _rows.TryGetValue(error, out var row) ? new Verdict(row.Kind, row.Words) : null;

    /// <summary>What this code means.</summary>
    /// <param name="error">Not <see cref="ErrorCode.NoError"/>.</param>
    /// <param name="topic">The topic, for the words.</param>
    public static Verdict Of(ErrorCode error, string topic)
    {
        var (kind, words) = _rows.TryGetValue(error, out var row) ? row : (VerdictKind.Retry, "the broker did not take the message");
        return new Verdict(kind, $"topic {topic}: {words} ({error})");
    }

    /// <summary>
    /// What it means that the bookmark was not taken beside the records of this topic. The broker asks for other rights here than for
    /// writing.
    /// </summary>
    public static Verdict OfBookmark(TransactionFailure failure, string topic) => failure.Error == ErrorCode.TopicAuthorizationFailed
        ? new Verdict(
            VerdictKind.Hold,
            $"topic {topic}: this user may not keep the bookmark beside the topic's records: allow READ for the topic, beside WRITE and DESCRIBE ({failure.Error}: {failure.Words})")
        : failure.Verdict;
}

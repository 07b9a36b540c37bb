using Confluent.Kafka;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>Why a step of a transaction did not come about.</summary>
/// <param name="Error">The library's code.</param>
/// <param name="Words">Its words.</param>
/// <param name="IsRetriable">The same call may be made again and goes on where it was.</param>
/// <param name="IsFatal">This producer is done with.</param>
internal readonly record struct TransactionFailure(ErrorCode Error, string Words, bool IsRetriable = false, bool IsFatal = false)
{
    /// <summary>What it means for the records: nothing of the transaction counts, they are sent again.</summary>
    public Verdict Verdict => KafkaAnswers.Known(Error) is { Kind: VerdictKind.Hold } known
        ? known with { Words = $"{known.Words} ({Error}: {Words})" }
        : new Verdict(VerdictKind.Retry, $"the transaction did not come about ({Error}: {Words})");
}

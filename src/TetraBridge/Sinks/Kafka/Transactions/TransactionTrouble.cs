using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka.Transactions;

/// <summary>Why a transaction did not come about, by all that is known of it.</summary>
internal static class TransactionTrouble
{
    /// <summary>The reason for an operator.</summary>
    /// <param name="failure">What the step that failed says.</param>
    /// <param name="link">The producer; knows more where the step says little.</param>
    /// <param name="open">How long the transaction was open.</param>
    public static Verdict Of(Verdict failure, KafkaLink link, TimeSpan open)
    {
        // A broker that gives up what is open for too long says it as if another producer had taken over.
        var isFenced = link.IsFenced || failure.Words?.StartsWith(KafkaWords.TakenOver, StringComparison.Ordinal) == true;
        if (isFenced && open >= KafkaSettings.TransactionTimeout)
        {
            return new Verdict(
                VerdictKind.Retry,
                $"the transaction was open for {open.TotalSeconds:F0} s, and the broker gave it up after {KafkaSettings.TransactionTimeout.TotalSeconds:F0} s: it is sent again");
        }

        return failure.Kind == VerdictKind.Retry ? link.Fatal ?? link.Explained(failure) : failure;
    }
}

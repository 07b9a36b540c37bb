using Confluent.Kafka;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka;

/// <summary>What came of a sending, from the ends of its messages.</summary>
internal static class KafkaVerdict
{
    private static readonly VerdictKind[] _order = [VerdictKind.Hold, VerdictKind.Retry, VerdictKind.NoAnswer, VerdictKind.TooLarge, VerdictKind.Rejected];

    /// <summary>The verdict. Where some were taken the others are named, so that those that arrived do not come again.</summary>
    public static Verdict Of(BatchSlice slice, IReadOnlyList<(int Index, ErrorCode Error)> failures, string[] topics)
    {
        if (failures.Count == 0)
        {
            return Verdict.Delivered;
        }

        // What can be mended goes first: a refusal of the rest shows again in the next sending.
        var worst = WorstCause(slice, failures, topics);
        return failures.Count == slice.Count
            ? worst
            : new Verdict(VerdictKind.PartlyTaken, worst.Words) { Left = [.. failures.Select(static failure => failure.Index)] };
    }

    /// <summary>The verdict of a transaction that was aborted: nothing was taken.</summary>
    public static Verdict OfTransaction(BatchSlice slice, IReadOnlyList<(int Index, ErrorCode Error)> failures, string[] topics)
    {
        var verdict = WorstCause(slice, failures, topics);

        // Nothing of it is there, so there is no doubt that a split would have to end.
        return verdict.Kind == VerdictKind.NoAnswer ? verdict with { Kind = VerdictKind.Retry } : verdict;
    }

    // What was only taken along by another's failure says nothing, but where nothing else failed.
    private static Verdict WorstCause(BatchSlice slice, IReadOnlyList<(int Index, ErrorCode Error)> failures, string[] topics)
    {
        var causes = failures.Where(static failure => !IsTakenAlong(failure.Error)).ToArray();
        return Worst(slice, causes.Length > 0 ? causes : failures, topics);
    }

    // After a refusal the broker finds a gap in the sequence, and librdkafka sends nothing more.
    private static bool IsTakenAlong(ErrorCode error) => error
        is ErrorCode.Local_PurgeInflight or ErrorCode.Local_PurgeQueue or ErrorCode.Local_State or ErrorCode.Local_Fatal or ErrorCode.OutOfOrderSequenceNumber;

    private static Verdict Worst(BatchSlice slice, IReadOnlyList<(int Index, ErrorCode Error)> failures, string[] topics) =>
        failures.Select(
            failure => KafkaAnswers.Of(failure.Error, topics[slice[failure.Index].Group])).MinBy(
                static verdict => Array.IndexOf(_order, verdict.Kind));
}

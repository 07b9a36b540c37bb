using Confluent.Kafka;
using TetraBridge.Delivery;

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
        var verdicts = failures.Select(failure => KafkaAnswers.Of(failure.Error, topics[slice[failure.Index].Group])).ToArray();
        var worst = verdicts.MinBy(static verdict => Array.IndexOf(_order, verdict.Kind));
        return failures.Count == slice.Count
            ? worst
            : new Verdict(VerdictKind.PartlyTaken, worst.Words) { Left = [.. failures.Select(static failure => failure.Index)] };
    }
}

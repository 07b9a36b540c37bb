using TetraBridge.Categories;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Sinks;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Intake;

/// <summary>
/// A line's way to a record: read, classify, enrich, filter, name, encode. One a route; not thread-safe; allocates nothing a line.
/// </summary>
internal sealed class LineProcessor(
    Classifier classifier, IReadOnlyList<IEnricher> enrichers, RouteFilterMatcher? filter, IRecordEncoder encoder, TimeProvider clock,
    VisibilityWatch? visibility = null)
{
    private readonly EventInterpreter _interpreter = new(classifier, enrichers);
    private readonly RecordUid _uid = new();

    /// <summary>What was wrong with the last line that was <see cref="LineFate.Bad"/>.</summary>
    public LineProblem Problem { get; private set; }

    /// <summary>The record of the last line that was <see cref="LineFate.Gap"/>.</summary>
    public BridgeRecord? Gap { get; private set; }

    /// <summary>The uid of the last line that was encoded.</summary>
    public UInt128 Uid { get; private set; }

    /// <summary>
    /// Notes when the lines that follow were read: once a block, since asking the clock for each line costs more than it tells.
    /// </summary>
    public void BeginBlock()
    {
        _interpreter.Facts.ObservedTime = clock.GetUtcNow().UnixNanoseconds();
        if (visibility is { IsDone: false })
        {
            visibility.BeginBlock();
        }
    }

    /// <summary>Brings a line, without its newline, to its fate.</summary>
    public LineFate Process(Batch batch, LineBlock block, int start, int length)
    {
        Problem = _interpreter.Read(block.Buffer, start, length);
        if (Problem != LineProblem.None)
        {
            return Problem == LineProblem.Blank ? LineFate.Blank : LineFate.Bad;
        }

        var facts = _interpreter.Facts;
        if (GapRecords.Is(facts.Event) && GapRecords.TryRead(facts.Event, clock.GetUtcNow(), out var gap))
        {
            Gap = gap;
            encoder.Append(gap, batch);
            return LineFate.Gap;
        }

        if (visibility is { IsDone: false })
        {
            visibility.Observe(facts.Event);
        }

        _interpreter.Judge();
        if (filter is not null && !filter.Takes(facts))
        {
            return LineFate.Filtered;
        }

        Uid = _uid.Of(facts.Event, facts.IsReplay);
        return encoder.Append(facts, Uid, batch, block, start, length) ? LineFate.EncodedCut : LineFate.Encoded;
    }

    /// <summary>Appends a record of our own.</summary>
    public void Append(BridgeRecord record, Batch batch) => encoder.Append(record, batch);
}

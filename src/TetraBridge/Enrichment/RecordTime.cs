using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>Decides the record's time. Needs the replay mark.</summary>
internal sealed class RecordTime : IEnricher
{
    private readonly TimeKeeper _keeper;

    /// <summary>Takes the memory of the journal that the events come from, in its order.</summary>
    public RecordTime(TimeKeeper keeper) => _keeper = keeper;

    /// <inheritdoc/>
    public void Enrich(EventFacts facts)
    {
        // A replay's time is its process's start, which may be months ago; loader events mostly have none (decisions 2).
        if (!facts.IsReplay && facts.Event.TryTime(Fields.Time, out var told))
        {
            _keeper.Saw(told, facts.ObservedTime);
            facts.Time = told;
            facts.TimeOrigin = TimeOrigin.Event;
        }
        else if (_keeper.Newest is { } newest)
        {
            facts.Time = facts.Event.TryTime(Fields.StartTime, out var start) ? Math.Max(newest, start) : newest;
            facts.TimeOrigin = TimeOrigin.Previous;
        }
        else
        {
            facts.Time = facts.ObservedTime;
            facts.TimeOrigin = TimeOrigin.Observed;
        }
    }
}

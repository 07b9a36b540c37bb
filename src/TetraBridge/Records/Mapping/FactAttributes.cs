using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Mapping;

/// <summary>
/// Tells what enrichers added to an event, and the agent's own losses under the names that our gaps have (decisions 5). Not thread-safe.
/// </summary>
internal sealed class FactAttributes
{
    private readonly RecordKeys _keys = AttributeCatalog.Instance.Keys;
    private readonly Utf8Text _utf8 = new();

    /// <summary>Writes the attributes.</summary>
    public void Write(EventFacts facts, IRecordWriter writer, RestWriter rest)
    {
        if (facts.IsReplay)
        {
            writer.Text(_keys.Replay, "procfs"u8);
        }

        if (facts.IsSelf)
        {
            writer.Flag(_keys.Self, true);
        }

        Time(facts, writer, rest);
        List(_keys.Context, facts.Contexts, writer);
        List(_keys.Truncated, facts.Truncated, writer);
        Scope(_keys.LocalScope, facts.LocalScope, writer);
        Scope(_keys.PeerScope, facts.PeerScope, writer);
        Loss(facts.Event, writer);
    }

    private void Time(EventFacts facts, IRecordWriter writer, RestWriter rest)
    {
        if (facts.TimeOrigin == TimeOrigin.Event)
        {
            return;
        }

        writer.Text(_keys.TimeDerived, facts.TimeOrigin == TimeOrigin.Previous ? "previous"u8 : "observed"u8);

        // What the agent told stays findable: a replay's time, or one that is none.
        if (facts.Event.TryLeaf(Fields.Time, out var told))
        {
            rest.Add(facts.Event, told);
        }
    }

    private void Loss(TetragonEvent e, IRecordWriter writer)
    {
        if (e.Kind == EventKind.RateLimitInfo)
        {
            writer.Text(_keys.GapReason, "rate_limited"u8);
            if (e.TryNumber(Fields.DroppedEvents, out var dropped))
            {
                writer.Number(_keys.GapEvents, dropped);
            }
        }
        else if (e.Kind == EventKind.Throttle)
        {
            writer.Text(_keys.GapReason, "throttled"u8);
        }
    }

    private void Scope(AttributeKey key, NetworkScope scope, IRecordWriter writer)
    {
        if (scope != NetworkScope.None)
        {
            writer.Text(key, _utf8.Of(NetworkScopeNames.Name(scope)));
        }
    }

    private void List(AttributeKey key, List<string> items, IRecordWriter writer)
    {
        if (items.Count == 0)
        {
            return;
        }

        writer.BeginList(key);
        foreach (var item in items)
        {
            writer.Item(_utf8.Of(item));
        }

        writer.EndList();
    }
}

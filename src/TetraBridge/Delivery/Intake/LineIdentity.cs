using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Sources.Spool.Backfill;

namespace TetraBridge.Delivery.Intake;

/// <summary>Knows a line's event by the uid of its record (decisions 1).</summary>
internal sealed class LineIdentity : ILineIdentity
{
    private readonly EventReader _reader = new();
    private readonly RecordUid _uid = new();
    private readonly ReplayMark _replay = new();
    private readonly Field _backfilled = EventSchema.Instance.Field("tetrabridge_backfill");
    private readonly EventFacts _facts = new() { Event = new TetragonEvent() };

    /// <inheritdoc/>
    public bool TryOf(byte[] buffer, int start, int length, out IdentifiedLine line)
    {
        line = default;
        var e = _facts.Event;
        if (_reader.Read(buffer, start, length, e) != LineProblem.None || GapRecords.Is(e))
        {
            return false;
        }

        _replay.Enrich(_facts);
        line = new IdentifiedLine(
            _uid.Of(e, _facts.IsReplay), !_facts.IsReplay && e.TryTime(Fields.Time, out var time)
                ? time
                : 0, Sign(e), e.IsTrue(_backfilled));
        return true;
    }

    private AgentSign Sign(TetragonEvent e) =>
        e.Kind == EventKind.RateLimitInfo ? AgentSign.RateLimit
        : _facts.IsReplay && (!e.TryNumber(Fields.Pid, out var pid) || pid == 0) ? AgentSign.Start
        : AgentSign.None;
}

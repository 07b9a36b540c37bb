using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Sources.Spool;

namespace TetraBridge.Delivery.Intake;

/// <summary>Knows a line's event by the uid of its record (decisions 1).</summary>
internal sealed class LineIdentity : ILineIdentity
{
    private readonly EventReader _reader = new();
    private readonly RecordUid _uid = new();
    private readonly ReplayMark _replay = new();
    private readonly EventFacts _facts = new() { Event = new TetragonEvent() };

    /// <inheritdoc/>
    public bool TryOf(byte[] buffer, int start, int length, out UInt128 uid, out long time)
    {
        uid = default;
        time = 0;
        if (_reader.Read(buffer, start, length, _facts.Event) != LineProblem.None || GapRecords.Is(_facts.Event))
        {
            return false;
        }

        _replay.Enrich(_facts);
        uid = _uid.Of(_facts.Event, _facts.IsReplay);
        if (_facts.IsReplay || !_facts.Event.TryTime(Fields.Time, out time))
        {
            time = 0;
        }

        return true;
    }
}

using System.Text;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;

namespace TetraBridge.EndToEnd.Support;

/// <summary>What `log.record.uid` a line of the export file must arrive under.</summary>
internal sealed class LineUids
{
    private readonly EventReader _reader = new();
    private readonly EventFacts _facts = new() { Event = new TetragonEvent() };
    private readonly ReplayMark _replay = new();
    private readonly RecordUid _uid = new();

    /// <summary>The uid of a line.</summary>
    public string Of(string line) => Of(Encoding.UTF8.GetBytes(line));

    /// <summary>The time of the last line, in nanoseconds since 1970; 0 where it tells none of its own.</summary>
    public long Time => !_facts.IsReplay && _facts.Event.TryTime(Fields.Time, out var time) ? time : 0;

    /// <summary>The uid of a line.</summary>
    public string Of(byte[] line)
    {
        Assert.Equal(LineProblem.None, _reader.Read(line, 0, line.Length, _facts.Event));
        _facts.Clear();
        _replay.Enrich(_facts);
        return RecordUid.Text(_uid.Of(_facts.Event, _facts.IsReplay));
    }
}

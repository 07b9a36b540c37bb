using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Sources;

namespace TetraBridge.Sinks.Console;

/// <summary>
/// Encodes a record as a line for people: `2026-11-24T03:00:00.123Z WARN  tmp-execs           body`. The body is escaped by its maker. Not
/// thread-safe.
/// </summary>
internal sealed class ConsoleTextEncoder(bool inColour) : IRecordEncoder
{
    // The longest severity text, and the longest id of the fourteen.
    private const int SeverityWidth = 5;
    private const int CategoryWidth = 18;

    private static readonly byte[] _group = [];

    private readonly BodySentence _body = new();
    private readonly Utf8Text _utf8 = new();

    /// <inheritdoc/>
    public bool Append(EventFacts facts, UInt128 uid, Batch batch, LineBlock block, int lineStart, int lineLength)
    {
        var into = batch.Bytes;
        var start = into.Length;
        Head(into, facts.Time, facts.Severity);
        var category = into.Length;
        foreach (var match in facts.Matches)
        {
            if (into.Length > category)
            {
                into.Write((byte)',');
            }

            into.Write(_utf8.Of(match.Category.Info.Id));
        }

        Pad(into, category, CategoryWidth);
        into.Write(_body.Of(facts));
        into.Write((byte)'\n');
        batch.Add(start, _group, uid, block, lineStart, lineLength);
        return false;
    }

    /// <inheritdoc/>
    public void Append(BridgeRecord record, Batch batch)
    {
        var into = batch.Bytes;
        var start = into.Length;
        Head(into, record.Time, record.Severity);
        var category = into.Length;
        into.Write(_utf8.Of(record.EventName));
        Pad(into, category, CategoryWidth);
        into.Write(Encoding.UTF8.GetBytes(record.Body));
        into.Write((byte)'\n');
        batch.Add(start, _group, record.Uid);
    }

    private void Head(ByteBuffer into, long time, Severity severity)
    {
        into.Write(_utf8.Of(Timestamps.Format(time))[.."2026-11-24T03:00:00.123".Length]);
        into.Write("Z "u8);
        if (inColour)
        {
            into.Write(ConsoleColour.Of(severity));
        }

        var text = into.Length;
        into.Write(SeverityUtf8.Of(severity));
        var width = into.Length - text;
        if (inColour)
        {
            into.Write(ConsoleColour.Reset);
        }

        Pad(into, into.Length - width, SeverityWidth);
    }

    // Fills a column up with blanks; one blank parts it from the next in any case.
    private static void Pad(ByteBuffer into, int start, int width)
    {
        do
        {
            into.Write((byte)' ');
        }
        while (into.Length - start <= width);
    }
}

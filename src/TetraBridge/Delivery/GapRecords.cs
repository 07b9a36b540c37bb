using System.Globalization;
using System.IO.Hashing;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Sources;

namespace TetraBridge.Delivery;

/// <summary>Makes the record that tells a gap; the same gap found again after a crash has the same uid (decisions 5).</summary>
internal static class GapRecords
{
    /// <summary>The record of a gap in a journal.</summary>
    public static BridgeRecord Of(JournalGap gap, DateTimeOffset now)
    {
        var keys = AttributeCatalog.Instance.Keys;
        var attributes = new List<KeyValuePair<AttributeKey, object>>
        {
            new(keys.GapReason, gap.Reason.Name()),
            new(keys.GapFile, gap.File),
            new(keys.GapTo, Text(gap.End)),
        };
        if (gap.From is { } from)
        {
            attributes.Add(new(keys.GapFrom, Text(from)));
        }

        if (gap.Bytes is { } bytes)
        {
            attributes.Add(new(keys.GapBytes, bytes));
        }

        var identity = $"gap {gap.Reason.Name()} {(gap.From is { } f ? Text(f) : "")} {Text(gap.End)}";
        return new BridgeRecord("tetrabridge.gap", Severity.Warn, PrintableText.Of(gap.Words), XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(identity)), now.UnixNanoseconds(), attributes);
    }

    private static string Text(Position position) => string.Create(CultureInfo.InvariantCulture, $"{position.File:x32}:{position.Offset}");
}

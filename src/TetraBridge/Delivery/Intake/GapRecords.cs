using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using TetraBridge.Buffers;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Sources;

namespace TetraBridge.Delivery.Intake;

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
        return new BridgeRecord(
            "tetrabridge.gap", Severity.Warn, PrintableText.Of(gap.Words), XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(identity)),
            now.UnixNanoseconds(), attributes);
    }

    /// <summary>
    /// The record of a gap that a line of a spool tells, `{"tetrabridge_gap":{…},"node_name":…,"time":…}`; false for every other line.
    /// </summary>
    public static bool TryRead(TetragonEvent line, DateTimeOffset now, [NotNullWhen(true)] out BridgeRecord? record)
    {
        record = null;
        if (!Is(line) || !TryParse(line.Text, out var gap))
        {
            return false;
        }

        var keys = AttributeCatalog.Instance.Keys;
        var attributes = new List<KeyValuePair<AttributeKey, object>>();
        foreach (var (name, key) in new[] { ("reason", keys.GapReason), ("file", keys.GapFile), ("from", keys.GapFrom), ("to", keys.GapTo), ("bytes", keys.GapBytes), ("events", keys.GapEvents), ("filled", keys.GapFilled), ("complete", keys.GapComplete) })
        {
            if (gap.TryGetProperty(name, out var value) && Value(value, key.Type) is { } content)
            {
                attributes.Add(new(key, content));
            }
        }

        var words = gap.TryGetProperty("words", out var told) && Text(told) is { } text ? text : "events are missing in the spool";
        var time = line.TryTime(Fields.Time, out var at) ? at : now.UnixNanoseconds();
        record = new BridgeRecord("tetrabridge.gap", Severity.Warn, PrintableText.Of(words), Uid(line, gap), time, attributes);
        return true;
    }

    // A gap that was filled in is told again where a kill came between its line and the note that it is told: the span makes it the same.
    private static UInt128 Uid(TetragonEvent line, JsonElement gap)
    {
        string Part(string name) => gap.TryGetProperty(name, out var value) && Text(value) is { } text ? text : "";
        return gap.TryGetProperty("filled", out _)
            ? XxHash128.HashToUInt128(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(line.Value(Fields.NodeName))}\0{Part("reason")}\0{Part("from")}\0{Part("to")}"))
            : XxHash128.HashToUInt128(line.Text);
    }

    /// <summary>True for a line of a spool that tells a gap.</summary>
    public static bool Is(TetragonEvent line) => line.Kind == EventKind.Unknown && line.KindName.SequenceEqual(Key);

    private static ReadOnlySpan<byte> Key => "tetrabridge_gap"u8;

    private static bool TryParse(ReadOnlySpan<byte> line, out JsonElement gap)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            gap = JsonElement.ParseValue(ref reader).GetProperty(Key);
            return gap.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            gap = default;
            return false;
        }
    }

    private static object? Value(JsonElement value, AttributeType type) => (type, value.ValueKind) switch
    {
        (AttributeType.String, _) => Text(value),
        (AttributeType.Int, JsonValueKind.Number) when value.TryGetInt64(out var number) => number,
        (AttributeType.Bool, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        _ => null,
    };

    // Half a surrogate pair is JSON, but no text.
    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Text(Position position) => string.Create(CultureInfo.InvariantCulture, $"{position.File:x32}:{position.Offset}");
}

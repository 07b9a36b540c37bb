using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace TetraBridge.Sources.Spool.Gaps;

/// <summary>The line that tells a gap in a spool: `{"tetrabridge_gap":{…},"node_name":…,"time":…}` (decisions 5).</summary>
internal static class SpoolGapLine
{
    /// <summary>The line, with its newline. What is null is left out.</summary>
    public static byte[] Of(SpoolGap gap, string node, DateTimeOffset now)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("tetrabridge_gap");
            json.WriteString("reason", gap.Reason);
            json.WriteString("words", gap.Words);
            Text(json, "file", gap.File);
            Number(json, "bytes", gap.Bytes);
            Number(json, "events", gap.Events);
            Text(json, "from", Time(gap.From));
            Text(json, "to", Time(gap.To));
            Number(json, "filled", gap.Filled);
            if (gap.Complete is { } complete)
            {
                json.WriteBoolean("complete", complete);
            }

            json.WriteEndObject();
            json.WriteString("node_name", node);
            json.WriteString("time", Time(now));
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    private static string? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    private static void Text(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
        {
            json.WriteString(key, value);
        }
    }

    private static void Number(Utf8JsonWriter json, string key, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
    }
}

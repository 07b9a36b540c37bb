using System.Text.Json;

namespace TetraBridge.EndToEnd.Support;

/// <summary>What stands in a spool.</summary>
/// <param name="Uids">The uids of its events, in its order.</param>
/// <param name="Gaps">Its gap lines.</param>
/// <param name="Events">The lines of its events.</param>
internal sealed record SpoolContent(IReadOnlyList<string> Uids, IReadOnlyList<JsonElement> Gaps, IReadOnlyList<string> Events)
{
    private const string GapBegin = "{\"tetrabridge_gap\":";

    // The replaying agent puts the nanoseconds of its times between .268 and .999.
    private const long Ahead = 268_000_000;

    /// <summary>Reads a spool's folder; again where a segment is closed or removed meanwhile.</summary>
    public static SpoolContent Of(string folder)
    {
        while (true)
        {
            try
            {
                return Read(folder);
            }
            catch (FileNotFoundException)
            {
            }
        }
    }

    /// <summary>True where a gap tells that nobody listened then; nanoseconds since 1970, by the replaying agent's clock.</summary>
    public bool TellsOutageAt(long time) => Gaps.Any(gap => gap.GetProperty("reason").GetString() == "disconnected" && Time(gap, "from") <= time && time <= Time(gap, "to") + Ahead);

    /// <summary>How many gaps there are for a reason.</summary>
    public int GapsOf(string reason) => Gaps.Count(gap => gap.GetProperty("reason").GetString() == reason);

    private static SpoolContent Read(string folder)
    {
        var lines = (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "spool*.log") : [])
            .OrderBy(static file => file.EndsWith("spool.log", StringComparison.Ordinal) ? 1 : 0)
            .ThenBy(static file => file, StringComparer.Ordinal)
            .SelectMany(Lines)
            .ToLookup(static line => line.StartsWith(GapBegin, StringComparison.Ordinal));
        var uids = new LineUids();
        return new SpoolContent([.. lines[false].Select(uids.Of)], [.. lines[true].Select(static line => JsonElement.Parse(line).GetProperty("tetrabridge_gap"))], [.. lines[false]]);
    }

    private static long Time(JsonElement gap, string name) => (gap.GetProperty(name).GetDateTimeOffset() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    // Whole ones: the last may be in the writing.
    private static string[] Lines(string file)
    {
        var text = File.ReadAllText(file);
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

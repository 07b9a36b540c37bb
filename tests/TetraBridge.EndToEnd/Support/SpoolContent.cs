using System.Text.Json;

namespace TetraBridge.EndToEnd.Support;

/// <summary>What stands in a spool.</summary>
/// <param name="Uids">The uids of its events, in its order.</param>
/// <param name="Gaps">Its gap lines.</param>
internal sealed record SpoolContent(IReadOnlyList<string> Uids, IReadOnlyList<JsonElement> Gaps)
{
    private const string GapBegin = "{\"tetrabridge_gap\":";

    /// <summary>Reads a spool's folder.</summary>
    public static SpoolContent Of(string folder)
    {
        var lines = Directory.EnumerateFiles(folder, "spool*.log")
            .OrderBy(static file => file.EndsWith("spool.log", StringComparison.Ordinal) ? 1 : 0)
            .ThenBy(static file => file, StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .ToLookup(static line => line.StartsWith(GapBegin, StringComparison.Ordinal));
        var uids = new LineUids();
        return new SpoolContent([.. lines[false].Select(uids.Of)], [.. lines[true].Select(static line => JsonElement.Parse(line).GetProperty("tetrabridge_gap"))]);
    }

    /// <summary>How many gaps there are for a reason.</summary>
    public int GapsOf(string reason) => Gaps.Count(gap => gap.GetProperty("reason").GetString() == reason);
}

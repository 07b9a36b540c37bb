using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>Recorded lines with all their times moved by whole seconds, since Loki refuses old ones.</summary>
internal static partial class MovedLines
{
    private const string Seconds = "yyyy-MM-ddTHH:mm:ss";

    /// <summary>The lines so that the newest of them is so long ago; their order and their distances stay.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<RecordedLine> lines, TimeSpan age)
    {
        var texts = lines.Select(static line => Encoding.UTF8.GetString(line.Text)).ToArray();
        var newest = texts.SelectMany(static text => EventTime().Matches(text)).Max(static match => Parse(match.Groups["time"].Value));
        var by = TimeProvider.System.GetUtcNow().UtcDateTime - age - newest;
        return [.. texts.Select(text => AnyTime().Replace(text, match => match.Groups["name"].Value + Parse(match.Groups["time"].Value).Add(by).ToString(Seconds, CultureInfo.InvariantCulture)))];
    }

    private static DateTime Parse(string time) => DateTime.ParseExact(time, Seconds, CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?<name>"(time|start_time)":")(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)""")]
    private static partial Regex AnyTime();

    [GeneratedRegex("""(?<name>"time":")(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)""")]
    private static partial Regex EventTime();
}

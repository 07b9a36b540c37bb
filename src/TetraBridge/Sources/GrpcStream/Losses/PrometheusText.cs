using System.Globalization;

namespace TetraBridge.Sources.GrpcStream.Losses;

/// <summary>Prometheus' text format, as far as counters need it.</summary>
internal static class PrometheusText
{
    /// <summary>
    /// The sums of the samples of each metric that is asked for; a metric that isn't there has none. Lines that are none are passed over.
    /// </summary>
    public static IReadOnlyDictionary<string, double> Sums(string text, IReadOnlySet<string> names)
    {
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            var end = line.AsSpan().IndexOfAny('{', ' ');
            if (end <= 0 || line[..end] is var name && !names.Contains(name))
            {
                continue;
            }

            // Behind the labels, whose values may hold blanks and braces: the value, and perhaps a time.
            var rest = line.AsSpan(line.LastIndexOf('}') is >= 0 and var labels ? labels + 1 : end).Trim();
            var value = rest.IndexOf(' ') is >= 0 and var blank ? rest[..blank] : rest;
            if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                && number >= 0)
            {
                sums[name] = sums.GetValueOrDefault(name) + number;
            }
        }

        return sums;
    }
}

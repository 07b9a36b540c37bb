using System.Globalization;
using System.Text.RegularExpressions;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>The collector's own metrics about one exporter, as Prometheus reads them.</summary>
internal sealed partial class CollectorMetrics(HttpClient http, Uri page, string exporter)
{
    /// <summary>The collector's metrics that a file of the repository names.</summary>
    public static IEnumerable<string> NamedIn(string file) =>
        Name().Matches(File.ReadAllText(RepositoryFolder.Of(file))).Select(static match => match.Value).Distinct();

    /// <summary>The sum of a metric over all its label sets with this exporter; null where there is none.</summary>
    public async Task<double?> ValueAsync(string name)
    {
        var text = await http.GetStringAsync(page, TestContext.Current.CancellationToken);
        var values = text.Split('\n')
            .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains($"exporter=\"{exporter}\"", StringComparison.Ordinal))
            .Select(static line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))
            .ToArray();
        return values.Length > 0 ? values.Sum() : null;
    }

    [GeneratedRegex("otelcol_[a-z_]+")]
    private static partial Regex Name();
}

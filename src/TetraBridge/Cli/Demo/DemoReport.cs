using System.Globalization;
using Spectre.Console;
using TetraBridge.Buffers;
using TetraBridge.Categories;
using TetraBridge.Delivery;

namespace TetraBridge.Cli.Demo;

/// <summary>What the demo tells at its end.</summary>
internal sealed class DemoReport(Streams streams)
{
    private const int LongestExample = 120;

    /// <summary>Prints the table of the fourteen, the books, and what to do next.</summary>
    public void Print(RouteOutcome outcome, Arrivals arrived)
    {
        var totals = outcome.Totals;
        Screen.Draw(streams, Table(arrived));
        Line("");
        Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{totals.Read:N0} read = {totals.Delivered:N0} delivered + {totals.Filtered:N0} filtered + {totals.Dead:N0} dead + {totals.Blank:N0} blank + {outcome.Undelivered:N0} in flight"));
        Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{arrived.Records:N0} records arrived in {arrived.Requests:N0} requests, {arrived.Uids:N0} different uids; {outcome.Gaps:N0} gaps"));
        Line("");
        Line("Next, where Tetragon runs:");
        Line("  tetrabridge run --file /var/run/cilium/tetragon/tetragon.log \\");
        Line("      --otlp http://collector:4317");
        Line("`tetrabridge categories` tells what Tetragon needs for each category,");
        Line("`tetrabridge explain FILE` why an event has the ones that it has.");
    }

    private static Table Table(Arrivals arrived)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Category", "Events", "An example, as it arrived");
        table.Columns[0].NoWrap();
        table.Columns[1].RightAligned();
        foreach (var category in CategoryTable.All)
        {
            var (count, example) = arrived.Of(category.Id);
            table.AddRow(
                new Text(category.Id, SeverityStyle.Of(category.BaseSeverity)),
                new Text(count.ToString("N0", CultureInfo.InvariantCulture)),
                new Text(Short(PrintableText.Of(example))));
        }

        return table;
    }

    private static string Short(string sentence) =>
        sentence.Length <= LongestExample ? sentence : sentence[..LongestExample].TrimEnd() + " …";

    private void Line(string line) => streams.Out.Write(line + "\n");
}

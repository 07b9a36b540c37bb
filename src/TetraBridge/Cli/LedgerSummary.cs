using System.Globalization;
using System.Text;
using TetraBridge.Delivery;

namespace TetraBridge.Cli;

/// <summary>What `run --once` tells at its end: the books of each route in words.</summary>
internal static class LedgerSummary
{
    /// <summary>Some lines a route, with newlines.</summary>
    /// <param name="outcomes">How the routes ended.</param>
    /// <param name="deadLetters">Where a route keeps its dead letters, by its name; null for a route that keeps none.</param>
    public static string Of(IReadOnlyList<RouteOutcome> outcomes, Func<string, string?> deadLetters)
    {
        var into = new StringBuilder();
        foreach (var outcome in outcomes)
        {
            Append(into, outcome, deadLetters(outcome.Name));
        }

        return into.ToString();
    }

    private static void Append(StringBuilder into, RouteOutcome outcome, string? folder)
    {
        var totals = outcome.Totals;
        (long Count, string Words)[] rows =
        [
            (totals.Filtered, "left out by the route's filter"),
            (totals.Blank, "blank"),
            (totals.Dead, $"{(totals.Dead == 1 ? "dead letter" : "dead letters")}, {(folder is null ? "not kept: this route has no state" : $"kept in {folder}")}"),
            (outcome.Undelivered, "not delivered: they are read again by the next run"),
        ];
        into.Append(
            CultureInfo.InvariantCulture,
            $"{outcome.Name}: {totals.Read:N0} lines read{Told(totals.Told)}, {totals.Delivered:N0} delivered");
        into.Append(rows.All(row => row.Count == 0) && !outcome.WasCutShort ? ", nothing left\n" : "\n");
        foreach (var (count, words) in rows.Where(row => row.Count > 0))
        {
            into.Append(CultureInfo.InvariantCulture, $"  {count:N0} {words}\n");
        }

        if (outcome.Gaps > 0)
        {
            into.Append(
                CultureInfo.InvariantCulture,
                $"  gaps: {outcome.Gaps:N0}; events were lost before they could be read, the records of the gaps tell which\n");
        }

        if (outcome.WasCutShort)
        {
            into.Append("  stopped before all was read; the next run goes on there\n");
        }
    }

    private static string Told(long told) => told == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {told:N0} of our own told");
}

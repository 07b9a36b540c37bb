using System.Globalization;
using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Events;

namespace TetraBridge.Cli.Explain;

/// <summary>An explanation for people. Event content is escaped.</summary>
internal static class ExplanationText
{
    private const int LabelColumn = 11;
    private const int NameColumn = 40;

    /// <summary>Several lines, the last one blank.</summary>
    public static string Of(long line, Explanation explained)
    {
        var into = new StringBuilder();
        into.Append(CultureInfo.InvariantCulture, $"line {line}: {explained.Kind}, {Time(explained)}\n");
        var process = explained.Process;
        if (process.Binary.Length > 0)
        {
            Row(into, "process", PrintableText.Of($"{process.Binary} {process.Arguments}".TrimEnd()));
            Row(into, "", string.Join(", ", Told("pid", process.Pid), Told("uid", process.Uid), process.Pod is null ? "no pod" : $"pod {PrintableText.Of(process.Pod)}"));
        }

        foreach (var category in explained.Categories)
        {
            var doubt = category.IsAmbiguous ? ", the event can't tell it from another" : "";
            Row(into, "category", $"{category.Id}: {category.Rule} (confidence {category.Confidence.ToString().ToLowerInvariant()}{doubt})");
        }

        if (explained.Categories.Count == 0)
        {
            Row(into, "category", "none");
        }

        Rows(into, "hint", explained.Hints);
        Rows(into, "not", explained.NearMisses);
        if (explained.Contexts.Count > 0)
        {
            Row(into, "context", string.Join(", ", explained.Contexts));
        }

        Row(into, "severity", $"{explained.Severity.Text()}: {explained.SeverityReason}");
        Row(into, "record", explained.Record.EventName);
        Row(into, "body", PrintableText.Of(explained.Record.Body));
        Attributes(into, "resource", explained.Record.Resource);
        Attributes(into, "attributes", explained.Record.Attributes);
        return into.Append('\n').ToString();
    }

    /// <summary>What is said of a line that is no event; a line, and a blank one.</summary>
    public static string OfBad(long line, string reason, string words) =>
        string.Create(CultureInfo.InvariantCulture, $"line {line}: no event ({reason}): {words}\n\n");

    private static string Time(Explanation explained) => Timestamps.Format(explained.Time) + explained.TimeOrigin switch
    {
        TimeOrigin.Previous => " (of the events before it)",
        TimeOrigin.Observed => " (now: neither it nor an event before it tells a time)",
        _ => "",
    };

    private static string Told(string name, long? value) =>
        value is null ? $"no {name}" : string.Create(CultureInfo.InvariantCulture, $"{name} {value}");

    private static void Rows(StringBuilder into, string label, IReadOnlyList<ExplainedJudgement> judgements)
    {
        foreach (var judgement in judgements)
        {
            Row(into, label, $"{judgement.Id}: {judgement.Rule}");
        }
    }

    private static void Row(StringBuilder into, string label, string text) =>
        into.Append("  ").Append(label.PadRight(LabelColumn)).Append(text).Append('\n');

    private static void Attributes(StringBuilder into, string title, IReadOnlyDictionary<string, object> attributes)
    {
        into.Append("  ").Append(title).Append('\n');
        foreach (var (name, value) in attributes)
        {
            // Label keys of a pod become names: hostile as values.
            into.Append("    ").Append(PrintableText.Of(name).PadRight(NameColumn)).Append(' ').Append(Value(value)).Append('\n');
        }
    }

    private static string Value(object value) => value switch
    {
        IEnumerable<string> items => $"[{string.Join(", ", items.Select(item => PrintableText.Of(item)))}]",
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        "" => "\"\"",
        _ => PrintableText.Of((string)value),
    };
}

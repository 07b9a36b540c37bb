using System.Text.Json;
using TetraBridge.Events;

namespace TetraBridge.Cli.Explain;

/// <summary>`explain --json`: an object a line; the names here are an interface.</summary>
internal static class ExplanationJson
{
    /// <summary>One line, without a newline.</summary>
    public static string Of(long line, Explanation explained) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("line", line);
        json.WriteString("kind", explained.Kind);
        json.WriteString("time", Timestamps.Format(explained.Time));
        json.WriteString("timeOrigin", explained.TimeOrigin.ToString().ToLowerInvariant());
        Process(json, explained.Process);
        json.WriteStartArray("categories");
        foreach (var category in explained.Categories)
        {
            json.WriteStartObject();
            json.WriteString("id", category.Id);
            json.WriteString("rule", category.Rule);
            json.WriteString("confidence", category.Confidence.ToString().ToLowerInvariant());
            json.WriteBoolean("ambiguous", category.IsAmbiguous);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Judgements(json, "hints", explained.Hints);
        Judgements(json, "nearMisses", explained.NearMisses);
        json.Strings("contexts", explained.Contexts);
        json.WriteString("severity", explained.Severity.Text());
        json.WriteNumber("severityNumber", (int)explained.Severity);
        json.WriteString("severityReason", explained.SeverityReason);
        json.WriteStartObject("record");
        json.WriteString("eventName", explained.Record.EventName);
        json.WriteString("uid", explained.Record.Uid);
        json.WriteString("body", explained.Record.Body);
        Attributes(json, "resource", explained.Record.Resource);
        Attributes(json, "attributes", explained.Record.Attributes);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>A line that is no event.</summary>
    public static string OfBad(long line, string reason, string words) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("line", line);
        json.WriteString("problem", reason);
        json.WriteString("words", words);
        json.WriteEndObject();
    });

    private static void Process(Utf8JsonWriter json, ExplainedProcess process)
    {
        json.WriteStartObject("process");
        json.WriteString("binary", process.Binary);
        json.WriteString("arguments", process.Arguments);
        Number(json, "pid", process.Pid);
        Number(json, "uid", process.Uid);
        json.WriteString("pod", process.Pod);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Judgements(Utf8JsonWriter json, string name, IReadOnlyList<ExplainedJudgement> judgements)
    {
        json.WriteStartArray(name);
        foreach (var judgement in judgements)
        {
            json.WriteStartObject();
            json.WriteString("id", judgement.Id);
            json.WriteString("rule", judgement.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Attributes(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, object> attributes)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in attributes)
        {
            switch (value)
            {
                case IEnumerable<string> items:
                    json.Strings(key, items);
                    break;
                case bool flag:
                    json.WriteBoolean(key, flag);
                    break;
                case long number:
                    json.WriteNumber(key, number);
                    break;
                default:
                    json.WriteString(key, (string)value);
                    break;
            }
        }

        json.WriteEndObject();
    }
}

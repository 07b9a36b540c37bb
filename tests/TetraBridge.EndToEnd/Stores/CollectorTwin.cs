using System.Text.RegularExpressions;

namespace TetraBridge.EndToEnd.Stores;

/// <summary>
/// otel-collector.yaml as a test can start it: the exporters that the collector of the tests lacks become otlp_http ones with the same queue and the
/// same retries, and the variables that it is configured by get their values.
/// </summary>
internal static class CollectorTwin
{
    /// <summary>The twin's text.</summary>
    /// <param name="variables">Values for `${env:NAME}`; the others keep the defaults that stand in the file.</param>
    public static string Of(IReadOnlyDictionary<string, string> variables)
    {
        var text = File.ReadAllText(RepositoryFolder.Of("otel-collector.yaml"));
        text = Replace(text, "  splunk_hec:\n", "    sending_queue: &queue\n", "  otlp_http/splunk:\n    endpoint: ${env:SPLUNK_HEC_URL:-http://127.0.0.1:8088}\n");
        text = Replace(
            text, "  elasticsearch:\n", "  otlp_http/loki:\n",
            "  otlp_http/elasticsearch:\n    endpoint: ${env:ELASTICSEARCH_URL:-http://127.0.0.1:9200}\n    sending_queue: *queue\n    retry_on_failure: *retry\n");
        foreach (var (name, value) in variables)
        {
            var replaced = Regex.Replace(text, $@"\$\{{env:{name}(:-[^}}]*)?\}}", value.Replace("$", "$$", StringComparison.Ordinal));
            Assert.NotEqual(text, replaced);
            text = replaced;
        }

        return text;
    }

    // Each mark stands once, or the file has changed so that this no longer is its twin.
    private static string Replace(string text, string from, string to, string by)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        var end = text.IndexOf(to, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"otel-collector.yaml has {from.Trim()} before {to.Trim()}");
        return text[..start] + by + text[end..];
    }
}

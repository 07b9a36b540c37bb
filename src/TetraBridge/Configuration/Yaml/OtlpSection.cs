using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Secrets;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `otlp`.</summary>
internal static class OtlpSection
{
    /// <summary>The sink; what could not be read in it is a mistake and left out.</summary>
    public static OtlpSinkConfig Read(ConfigNode node, YamlReading reading)
    {
        var section = new SectionReader(node, ConfigurationKeys.Otlp, reading);
        if (section.Has("keyFile") && !section.Has("certificateFile"))
        {
            reading.Mistakes.Add(section.Entry("keyFile")!, "`keyFile` is the key of a client certificate: write `certificateFile` too");
        }

        return new OtlpSinkConfig
        {
            Endpoint = section.Read("endpoint", Endpoint),
            Protocol = section.Read("protocol", YamlValues.Choice(OtlpNames.Protocols)),
            Headers = section.Has("headers") ? Headers(section) : null,
            HeadersFile = section.Read("headersFile", YamlValues.FilePath),
            CaFile = section.Read("caFile", YamlValues.FilePath),
            CertificateFile = section.Read("certificateFile", YamlValues.FilePath),
            KeyFile = section.Read("keyFile", YamlValues.FilePath),
            Compression = section.Read("compression", YamlValues.Choice(OtlpNames.Compressions)),
            RequestTimeout = section.Read("requestTimeout", YamlValues.Duration(TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1))),
            ElasticsearchDocumentId = section.Read("elasticsearchDocumentId", YamlValues.Truth) ?? false,
        };
    }

    private static GuardedUrl? Endpoint(ConfigNode node, YamlReading reading)
    {
        if (YamlValues.Text(node, reading) is not { } text)
        {
            return null;
        }

        if (UrlText.TryParse(text, node.Text, out var url) is { } words)
        {
            reading.Mistakes.Add(node, words);
        }

        return url;
    }

    private static Dictionary<string, GuardedText> Headers(SectionReader section)
    {
        var headers = new Dictionary<string, GuardedText>(StringComparer.Ordinal);
        foreach (var entry in section.Named("headers", "header names with their values"))
        {
            if (Header(entry, section.Reading) is { } value && !headers.TryAdd(entry.Key.ToLowerInvariant(), value))
            {
                section.Reading.Mistakes.Add(
                    entry, $"the header `{entry.Key}` stands here twice: case makes no difference in header names");
            }
        }

        return headers;
    }

    private static GuardedText? Header(ConfigEntry entry, YamlReading reading)
    {
        if (!HeaderRules.IsName(entry.Key))
        {
            reading.Mistakes.Add(entry, $"`{entry.Key}` is not a header name");
            return null;
        }

        if (YamlValues.Text(entry.Value, reading) is not { } value)
        {
            return null;
        }

        var written = entry.Value.Text;
        if (SecretValues.IsNameOf(entry.Key) && !EnvironmentReferences.Stand(written))
        {
            // The value is not repeated: the message may end in a log.
            reading.Mistakes.Add(
                entry.Value,
                $"a secret must not stand in this file: write `{entry.Key}: ${{env:NAME}}` and set the variable, or put the header in a `headersFile`");
            return null;
        }

        if (!HeaderRules.IsValue(value))
        {
            reading.Mistakes.Add(
                entry.Value, $"the value of `{entry.Key}` holds characters that a header can't carry (a line break at its end?)");
            return null;
        }

        return new GuardedText(value, EnvironmentReferences.Stand(written) ? EnvironmentReferences.Shown(written) : GuardedText.Mask);
    }
}

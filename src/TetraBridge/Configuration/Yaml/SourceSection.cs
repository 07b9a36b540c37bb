using TetraBridge.Configuration.Secrets;
using TetraBridge.Sources.GrpcStream.Request;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Reads `sources.NAME`.</summary>
internal static class SourceSection
{
    private static readonly string[] _ofTls = ["caFile", "certificateFile", "keyFile", "serverName"];
    private static readonly string[] _ofGrpc = ["backfill", "metrics", "filters", .. _ofTls, "spoolBytes", "spoolAge"];

    private delegate string? TryParse(string text, string written, out GuardedUrl? url);

    /// <summary>The source; null where a mistake leaves none.</summary>
    public static SourceConfig? Read(ConfigEntry entry, YamlReading reading)
    {
        if (!ConfiguredName.IsRight(entry.Key))
        {
            reading.Mistakes.Add(entry, $"`{entry.Key}` can't name a source: {ConfiguredName.Form}");
        }

        var section = new SectionReader(entry.Value, ConfigurationKeys.Source, reading);
        if (section.Has("file") == section.Has("grpc"))
        {
            reading.Mistakes.Add(entry, section.Has("file")
                ? $"source `{entry.Key}` has a `file` and a `grpc`: make a source of each, or write `backfill` in place of `file`"
                : $"source `{entry.Key}` says nothing to read: write `file: /var/run/cilium/tetragon/tetragon.log` or `grpc: unix:///var/run/tetragon/tetragon.sock`");
        }

        if (section.Entry("file")?.Value.Text == SourceConfig.StandardInput)
        {
            reading.Mistakes.Add(section.Entry("file")!.Value, "standard input is read with `--file - --once` only");
            return null;
        }

        var maxLine = section.Read("maxLine", YamlValues.Size(64 * 1024, 1 << 30)) ?? SourceConfig.DefaultMaxLine;
        var file = section.Read("file", YamlValues.FilePath);
        var grpc = Grpc(section);
        return file is null && grpc is null ? null : new SourceConfig(entry.Key, file, (int)maxLine) { Grpc = grpc };
    }

    private static GrpcSourceConfig? Grpc(SectionReader section)
    {
        if (!section.Has("grpc"))
        {
            foreach (var key in _ofGrpc.Where(section.Has))
            {
                section.Reading.Mistakes.Add(section.Entry(key)!, $"`{key}` belongs to a source with `grpc`");
            }

            return null;
        }

        var address = section.Read("grpc", Address);
        if (section.Has("keyFile") && !section.Has("certificateFile"))
        {
            section.Reading.Mistakes.Add(
                section.Entry("keyFile")!, "`keyFile` is the key of a client certificate: write `certificateFile` too");
        }

        foreach (var key in address is { Address.Scheme: not "https" } ? _ofTls.Where(section.Has) : [])
        {
            section.Reading.Mistakes.Add(section.Entry(key)!, $"`{key}` is for https only, and the address is {address!.Shown}");
        }

        if (section.Has("backfill") && section.Has("filters"))
        {
            section.Reading.Mistakes.Add(
                section.Entry("backfill")!,
                "`backfill` stands beside `filters`: the agent's file is not filtered by them, so after an outage what they leave out would come from there. Leave one of them out; a route's `where` filters both");
        }

        // All are read, for their mistakes.
        var config = new GrpcSourceConfig(address!)
        {
            Backfill = section.Read("backfill", YamlValues.FilePath),
            Metrics = section.Read("metrics", Metrics),
            Filters = section.Read("filters", AgentFilterSection.Read) ?? AgentRequest.Everything,
            CaFile = section.Read("caFile", YamlValues.FilePath),
            CertificateFile = section.Read("certificateFile", YamlValues.FilePath),
            KeyFile = section.Read("keyFile", YamlValues.FilePath),
            ServerName = section.Read("serverName", ServerName),
            SpoolBytes = section.Read("spoolBytes", YamlValues.Size(1 << 20, 1L << 50)),
            SpoolAge = section.Read("spoolAge", YamlValues.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(365))),
        };
        return address is null ? null : config;
    }

    private static GuardedUrl? Address(ConfigNode node, YamlReading reading) => Url(node, reading, AgentUrl.TryParse);

    private static GuardedUrl? Metrics(ConfigNode node, YamlReading reading) => Url(node, reading, MetricsUrl);

    private static string? MetricsUrl(string text, string written, out GuardedUrl? url)
    {
        var words = UrlText.TryParse(text, written, out url);
        if (words is null && url!.Address.Scheme == "unix")
        {
            url = null;
            words = $"`{written}` is no address of metrics: write for example http://127.0.0.1:2112/metrics";
        }

        return words;
    }

    private static string? ServerName(ConfigNode node, YamlReading reading)
    {
        var name = YamlValues.Text(node, reading);
        if (name is not null && Uri.CheckHostName(name) is not (UriHostNameType.Dns or UriHostNameType.IPv4))
        {
            reading.Mistakes.Add(
                node,
                $"`{name}` is no name of a host: where the certificate says *.tetragon-grpc.cilium.io, write for example node.tetragon-grpc.cilium.io");
            return null;
        }

        return name;
    }

    private static GuardedUrl? Url(ConfigNode node, YamlReading reading, TryParse parse)
    {
        if (YamlValues.Text(node, reading) is not { } text)
        {
            return null;
        }

        if (parse(text, node.Text, out var url) is { } words)
        {
            reading.Mistakes.Add(node, words);
        }

        return url;
    }
}

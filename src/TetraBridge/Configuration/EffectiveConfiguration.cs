using System.Globalization;
using TetraBridge.Categories;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Secrets;
using TetraBridge.Configuration.Units;
using TetraBridge.Delivery.Intake;
using TetraBridge.Events;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sources;
using TetraBridge.Sources.GrpcStream.Request;

namespace TetraBridge.Configuration;

/// <summary>
/// What holds, as a YAML file that says the same; secrets masked (design law 7). What only flags can say stands in comments.
/// </summary>
internal static class EffectiveConfiguration
{
    /// <summary>The text; ends with a newline.</summary>
    public static string Text(BridgeConfig config)
    {
        var yaml = new YamlText();
        Flags(yaml, config);
        yaml.Line("version: 1");
        yaml.Value("node", config.Node);
        yaml.Value("state", config.StateFolder);
        yaml.Section("resource", config.Resource, r => yaml.Value(r.Key, r.Value));
        yaml.Section("sources", config.Sources, s => yaml.Section(s.Name, () => Source(yaml, s)));
        yaml.Section("routes", config.Routes, r => yaml.Section(r.Name, () => OneRoute(yaml, r)));
        yaml.Section("categories", config.Categories, c => yaml.Section(c.Id, () => Category(yaml, c)));
        yaml.List("egressPolicies", config.EgressPolicies);
        return yaml.ToString();
    }

    private static void Flags(YamlText yaml, BridgeConfig config)
    {
        yaml.Line(config.Once ? "# --once: read what is there, deliver, stop" : "# follows the source until it is stopped");
        if (config.Timeout is { } timeout)
        {
            yaml.Line($"# --timeout {DurationText.Format(timeout)}");
        }

        yaml.Line($"# --from {(config.From == JournalStart.End ? "end" : "start")}: where a route without a bookmark begins");
        if (config.Reset)
        {
            yaml.Line("# --reset: bookmarks are forgotten first");
        }
    }

    private static void Source(YamlText yaml, SourceConfig source)
    {
        yaml.Value("file", source.File);
        yaml.Value("grpc", source.Grpc?.Address.Shown);
        yaml.Plain("maxLine", SizeText.Format(source.MaxLine));
        if (source.Grpc is { } grpc)
        {
            yaml.Value("backfill", grpc.Backfill);
            yaml.Value("metrics", grpc.Metrics?.Shown);
            Request(yaml, grpc.Filters);
            yaml.Value("caFile", grpc.CaFile);
            yaml.Value("certificateFile", grpc.CertificateFile);
            yaml.Value("keyFile", grpc.KeyFile);
            yaml.Value("serverName", grpc.ServerName);
            yaml.Plain("spoolBytes", Size(grpc.SpoolBytes));
            yaml.Plain("spoolAge", Duration(grpc.SpoolAge));
        }
    }

    private static void Request(YamlText yaml, AgentRequest request)
    {
        if (request != AgentRequest.Everything)
        {
            yaml.Section("filters", () =>
            {
                Filters(yaml, "allow", request.Allow);
                Filters(yaml, "deny", request.Deny);
                yaml.Maps("fields", request.Fields, selection =>
                {
                    yaml.List("event_set", selection.Events);
                    yaml.List("fields", selection.Fields);
                    yaml.Plain("action", selection.IsExclude ? "EXCLUDE" : "INCLUDE");
                });
            });
        }
    }

    private static void Filters(YamlText yaml, string key, IReadOnlyList<EventFilter> filters) =>
        yaml.Maps(key, filters, filter =>
        {
            foreach (var (name, values) in filter.Values)
            {
                if (values is ["true" or "false"])
                {
                    yaml.Plain(name, values[0]);
                }
                else
                {
                    yaml.List(name, values);
                }
            }
        });

    private static void OneRoute(YamlText yaml, RouteConfig route)
    {
        yaml.Value("from", route.From);
        Filter(yaml, "where", route.Where);
        switch (route.Sink)
        {
            case OtlpSinkConfig otlp:
                Otlp(yaml, otlp);
                break;
            case KafkaSinkConfig kafka:
                yaml.Section("kafka", () => Kafka(yaml, kafka));
                break;
            case ConsoleSinkConfig console:
                yaml.Section("console", () => yaml.Plain("json", console.Json ? "true" : "false"));
                break;
            case FileSinkConfig file:
                yaml.Value("file", file.Path);
                break;
            default:
                yaml.Line("null: {}");
                break;
        }

        Limits(yaml, route.Limits);
    }

    private static void Otlp(YamlText yaml, OtlpSinkConfig otlp)
    {
        yaml.Section("otlp", () =>
        {
            yaml.Value("endpoint", otlp.Endpoint?.Shown);
            yaml.Plain("protocol", otlp.Protocol is { } wire ? OtlpNames.Protocols.First(p => p.Value == wire).Name : null);
            yaml.Section("headers", otlp.Headers ?? new Dictionary<string, GuardedText>(), h => yaml.Value(h.Key, h.Value.Shown));
            yaml.Value("headersFile", otlp.HeadersFile);
            yaml.Value("caFile", otlp.CaFile);
            yaml.Value("certificateFile", otlp.CertificateFile);
            yaml.Value("keyFile", otlp.KeyFile);
            yaml.Plain(
                "compression", otlp.Compression is { } compression ? OtlpNames.Compressions.First(c => c.Value == compression).Name : null);
            yaml.Plain("requestTimeout", Duration(otlp.RequestTimeout));
            yaml.Plain("elasticsearchDocumentId", otlp.ElasticsearchDocumentId ? "true" : "false");
        });
    }

    private static void Kafka(YamlText yaml, KafkaSinkConfig kafka)
    {
        yaml.List("brokers", kafka.Brokers);
        yaml.Value("topic", kafka.Topic?.ToString());
        yaml.Value("uncategorizedTopic", kafka.UncategorizedTopic);
        yaml.Value("fallbackTopic", kafka.FallbackTopic);
        if (kafka.CreateTopics is { } create)
        {
            yaml.Section("createTopics", () =>
            {
                yaml.Plain("partitions", Number(create.Partitions));
                yaml.Plain("replication", Number(create.Replication));
            });
        }

        yaml.Plain("payload", Name(KafkaNames.Payloads, kafka.Payload));
        yaml.Plain("key", Name(KafkaNames.Keys, kafka.Key));
        yaml.List("headers", [.. KafkaNames.Headers.Where(h => kafka.Headers?.HasFlag(h.Value) == true).Select(h => h.Name)]);
        yaml.Plain("compression", Name(KafkaNames.Compressions, kafka.Compression));
        yaml.Plain("exactlyOnce", kafka.ExactlyOnce is { } exactly ? (exactly ? "true" : "false") : null);
        if (kafka.Tls is { } tls)
        {
            yaml.Section("tls", () =>
            {
                yaml.Value("caFile", tls.CaFile);
                yaml.Value("certificateFile", tls.CertificateFile);
                yaml.Value("keyFile", tls.KeyFile);
                yaml.Value("keyPassword", tls.KeyPassword?.Value?.Shown);
                yaml.Value("keyPasswordFile", tls.KeyPassword?.File);
            });
        }

        if (kafka.Sasl is { } sasl)
        {
            yaml.Section("sasl", () =>
            {
                yaml.Plain("mechanism", Name(KafkaNames.Mechanisms, (KafkaSaslMechanism?)sasl.Mechanism));
                yaml.Value("user", sasl.User);
                yaml.Value("password", sasl.Password?.Value?.Shown);
                yaml.Value("passwordFile", sasl.Password?.File);
            });
        }

        yaml.Section("settings", kafka.Settings, setting => yaml.Value(setting.Key, setting.Value.Shown));
    }

    private static string? Name<T>(IReadOnlyList<(string Name, T Value)> table, T? value)
        where T : struct => value is { } told ? table.First(row => row.Value.Equals(told)).Name : null;

    private static void Filter(YamlText yaml, string key, RouteFilter? filter)
    {
        if (filter is null)
        {
            return;
        }

        yaml.Section(key, () =>
        {
            yaml.List("category", filter.Categories);
            yaml.List("kind", filter.Kinds);
            yaml.Plain("minimumSeverity", filter.MinimumSeverity == Severity.Unspecified ? null : filter.MinimumSeverity.Text());
            yaml.List("namespace", filter.Namespaces);
            yaml.List("binary", filter.Binaries);
            Filter(yaml, "not", filter.Not);
        });
    }

    private static void Limits(YamlText yaml, RouteLimits limits)
    {
        yaml.Section("limits", () =>
        {
            yaml.Plain("requestBytes", Size(limits.RequestBytes));
            yaml.Plain("requestRecords", Number(limits.RequestRecords));
            yaml.Plain("requestAge", Duration(limits.RequestAge));
            yaml.Plain("inFlight", Number(limits.InFlight));
            yaml.Plain("recordAttributes", Number(limits.RecordAttributes));
            yaml.Plain("recordBytes", Size(limits.RecordBytes));
            yaml.Plain("deadLetterBytes", Size(limits.DeadLetterBytes));
        });
    }

    private static void Category(YamlText yaml, CategoryDefinition category)
    {
        yaml.Value("tells", category.Tells);
        yaml.Plain("severity", category.BaseSeverity.Text());
        yaml.List("techniques", category.Techniques);
        yaml.List("kinds", category.Kinds);
        yaml.List("functions", category.Functions);
        yaml.List("policies", category.Policies);
        yaml.List("binaries", category.Binaries);
        yaml.List("argumentValues", category.ArgumentValues);
    }

    private static string? Size(long? bytes) => bytes is { } told ? SizeText.Format(told) : null;

    private static string? Duration(TimeSpan? duration) => duration is { } told ? DurationText.Format(told) : null;

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

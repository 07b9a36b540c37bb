using TetraBridge.Sources.GrpcStream.Request;

namespace TetraBridge.Configuration.Yaml;

/// <summary>Every key of the YAML file (decisions 7). A test finds each of them in deploy/tetrabridge.yaml.</summary>
internal static class ConfigurationKeys
{
    /// <summary>The whole file.</summary>
    public static SectionKeys Top { get; } = new(
        "the file", "version", "node", "state", "resource", "sources", "routes", "categories", "egressPolicies");

    /// <summary>`sources.NAME`.</summary>
    public static SectionKeys Source { get; } = new(
        "a source",
        "file",
        "grpc",
        "maxLine",
        "backfill",
        "metrics",
        "filters",
        "caFile",
        "certificateFile",
        "keyFile",
        "serverName",
        "spoolBytes",
        "spoolAge");

    /// <summary>`filters` of a gRPC source.</summary>
    public static SectionKeys AgentFilters { get; } = new("`filters`", "allow", "deny", "fields");

    /// <summary>A filter of `allow` and `deny`, in Tetragon's own words.</summary>
    public static SectionKeys EventFilter { get; } = new("a filter", [.. EventFilterKeys.All.Select(key => key.Name)]);

    /// <summary>An item of `fields`.</summary>
    public static SectionKeys FieldSelection { get; } = new("`fields`", "event_set", "fields", "action");

    /// <summary>`routes.NAME`.</summary>
    public static SectionKeys Route { get; } = new("a route", "from", "where", "otlp", "kafka", "file", "console", "null", "limits");

    /// <summary>The kinds of destination, one of which a route has.</summary>
    public static IReadOnlyList<string> Destinations { get; } = ["otlp", "kafka", "file", "console", "null"];

    /// <summary>`where` and `not`.</summary>
    public static SectionKeys Filter { get; } = new("`where`", "category", "kind", "minimumSeverity", "namespace", "binary", "not");

    /// <summary>`otlp`.</summary>
    public static SectionKeys Otlp { get; } = new(
        "`otlp`",
        "endpoint",
        "protocol",
        "headers",
        "headersFile",
        "caFile",
        "certificateFile",
        "keyFile",
        "compression",
        "requestTimeout",
        "elasticsearchDocumentId");

    /// <summary>`kafka`.</summary>
    public static SectionKeys Kafka { get; } = new(
        "`kafka`",
        "brokers",
        "topic",
        "uncategorizedTopic",
        "fallbackTopic",
        "createTopics",
        "payload",
        "key",
        "headers",
        "compression",
        "exactlyOnce",
        "tls",
        "sasl",
        "settings");

    /// <summary>`createTopics`.</summary>
    public static SectionKeys CreateTopics { get; } = new("`createTopics`", "partitions", "replication");

    /// <summary>`kafka.tls`.</summary>
    public static SectionKeys KafkaTls { get; } = new("`tls`", "caFile", "certificateFile", "keyFile", "keyPassword", "keyPasswordFile");

    /// <summary>`kafka.sasl`.</summary>
    public static SectionKeys KafkaSasl { get; } = new("`sasl`", "mechanism", "user", "password", "passwordFile");

    /// <summary>`console`.</summary>
    public static SectionKeys Console { get; } = new("`console`", "json");

    /// <summary>`null`.</summary>
    public static SectionKeys Null { get; } = new("`null`");

    /// <summary>`limits`.</summary>
    public static SectionKeys Limits { get; } = new(
        "`limits`",
        "requestBytes",
        "requestRecords",
        "requestAge",
        "inFlight",
        "recordAttributes",
        "recordBytes",
        "deadLetterBytes");

    /// <summary>`categories.ID`.</summary>
    public static SectionKeys Category { get; } = new(
        "a category", "tells", "severity", "techniques", "kinds", "functions", "policies", "binaries", "argumentValues");

    /// <summary>All sections.</summary>
    public static IReadOnlyList<SectionKeys> All { get; } = [Top, Source, AgentFilters, EventFilter, FieldSelection, Route, Filter, Otlp, Kafka, CreateTopics, KafkaTls, KafkaSasl, Console, Null, Limits, Category];
}

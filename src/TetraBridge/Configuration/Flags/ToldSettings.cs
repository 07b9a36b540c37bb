using Microsoft.Extensions.Logging;
using TetraBridge.Configuration.Destinations;
using TetraBridge.Configuration.Secrets;
using TetraBridge.Sinks.Otlp.Transport;
using TetraBridge.Sources;

namespace TetraBridge.Configuration.Flags;

/// <summary>What the flags, or the environment in their place, tell; null or empty: not told.</summary>
internal sealed class ToldSettings
{
    /// <summary>`--config`.</summary>
    public string? Config { get; set; }

    /// <summary>`--file`, absolute, or `-`.</summary>
    public ToldFlag? File { get; set; }

    /// <summary>`--grpc`, in the order told.</summary>
    public List<GuardedUrl> Grpc { get; } = [];

    /// <summary>`--backfill`, absolute.</summary>
    public string? Backfill { get; set; }

    /// <summary>`--from`.</summary>
    public JournalStart? From { get; set; }

    /// <summary>`--once`.</summary>
    public bool? Once { get; set; }

    /// <summary>`--timeout`.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>`--state`, absolute.</summary>
    public string? StateFolder { get; set; }

    /// <summary>`--reset`.</summary>
    public bool? Reset { get; set; }

    /// <summary>`--node`.</summary>
    public string? Node { get; set; }

    /// <summary>`--log-level`.</summary>
    public LogLevel? LogLevel { get; set; }

    /// <summary>`--protocol` of the environment: holds for each otlp route of flags and environment that has none.</summary>
    public OtlpProtocol? Protocol { get; set; }

    /// <summary>
    /// `--topic`, `--payload`, `--key` and `--exactly-once` of the environment: hold for each kafka route of flags and environment that
    /// does not say otherwise.
    /// </summary>
    public KafkaSinkConfig? Kafka { get; set; }

    /// <summary>`--json`.</summary>
    public bool? Json { get; set; }

    /// <summary>`--otlp`, `--kafka`, `--console`, `--out`, `--null`, in the order told.</summary>
    public List<ToldRoute> Routes { get; } = [];
}

using TetraBridge.Sinks;

namespace TetraBridge.Configuration;

/// <summary>Limits of a route (`limits:`). Null: not told; what then holds is the sink's matter and stands with each.</summary>
internal sealed record RouteLimits
{
    /// <summary>Nothing told.</summary>
    public static RouteLimits Default { get; } = new();

    /// <summary>
    /// Most bytes of a request before compression, 64 KiB to 64 MiB. Default: the sink's (OTLP 3.5 MiB, since real servers take 4).
    /// </summary>
    public int? RequestBytes { get; init; }

    /// <summary>Most records of a request, 1 to 1,000,000. Default: the sink's.</summary>
    public int? RequestRecords { get; init; }

    /// <summary>How long an unfilled request waits for more records, 1 ms to 1 h. Default: the route's.</summary>
    public TimeSpan? RequestAge { get; init; }

    /// <summary>Requests under way at once, 1 to 64; 1 keeps strict order. Default: 4 (decisions 3).</summary>
    public int? InFlight { get; init; }

    /// <summary>Most attributes of a record, 32 or more. Default: OTLP 96, others none (decisions 4).</summary>
    public int? RecordAttributes { get; init; }

    /// <summary>Most bytes of a record, 4 KiB or more. Default: OTLP 48 KiB, others none (decisions 4).</summary>
    public int? RecordBytes { get; init; }

    /// <summary>Most bytes in the route's dead-letter folder; when it is full, the route holds. Default: 1 GiB.</summary>
    public long DeadLetterBytes { get; init; } = 1L << 30;

    /// <summary>A sink's own limits, where these do not say otherwise.</summary>
    public SinkLimits Over(SinkLimits defaults) => new(
        RequestBytes ?? defaults.RequestBytes,
        RequestRecords ?? defaults.RequestRecords,
        RecordAttributes ?? defaults.RecordAttributes,
        RecordBytes ?? defaults.RecordBytes,
        InFlight ?? defaults.InFlight);
}

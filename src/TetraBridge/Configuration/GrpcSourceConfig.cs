using TetraBridge.Configuration.Secrets;
using TetraBridge.Sources.GrpcStream.Request;

namespace TetraBridge.Configuration;

/// <summary>An agent whose gRPC stream is a source.</summary>
/// <param name="Address">`unix:///path`, `http://host:port` or `https://host:port`.</param>
internal sealed record GrpcSourceConfig(GuardedUrl Address)
{
    /// <summary>
    /// Absolute path of the agent's export file, where it can be read too: outages of the stream are filled from it. Default: none.
    /// </summary>
    public string? Backfill { get; init; }

    /// <summary>URL of the agent's metrics, whose loss counters are watched. Default: none.</summary>
    public GuardedUrl? Metrics { get; init; }

    /// <summary>What is asked of the agent. Default: everything.</summary>
    public AgentRequest Filters { get; init; } = AgentRequest.Everything;

    /// <summary>PEM file of the authorities. Default: the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of our certificate. Default: none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of our key. Default: it stands in <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name that the server's certificate must carry. Default: the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>Most bytes of the spool. Default 1 GiB.</summary>
    public long? SpoolBytes { get; init; }

    /// <summary>How long the spool keeps what no route has taken. Default: bytes alone decide.</summary>
    public TimeSpan? SpoolAge { get; init; }
}

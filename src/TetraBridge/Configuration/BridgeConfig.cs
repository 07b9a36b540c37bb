using Microsoft.Extensions.Logging;
using TetraBridge.Categories;
using TetraBridge.Configuration.Merging;
using TetraBridge.Sources;

namespace TetraBridge.Configuration;

/// <summary>What the operator wrote, merged from flags, environment and YAML file, checked. Nothing here was opened or connected.</summary>
internal sealed record BridgeConfig
{
    /// <summary>The node's name for what tells none; null: the host name, kept in the state folder (decisions 1).</summary>
    public string? Node { get; init; }

    /// <summary>Absolute path of the state folder; default: <see cref="StateFolderChoice"/>.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Static resource attributes; those of the YAML file win over OTEL_RESOURCE_ATTRIBUTES. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Resource { get; init; } = new Dictionary<string, string>();

    /// <summary>At least one, names are unique.</summary>
    public required IReadOnlyList<SourceConfig> Sources { get; init; }

    /// <summary>At least one, names are unique.</summary>
    public required IReadOnlyList<RouteConfig> Routes { get; init; }

    /// <summary>Categories of the operator's own. Default: none.</summary>
    public IReadOnlyList<CategoryDefinition> Categories { get; init; } = [];

    /// <summary>
    /// Policies whose tcp_connect is an egress connection wherever it goes, beside the library's; names, `*` allowed. Default: none.
    /// </summary>
    public IReadOnlyList<string> EgressPolicies { get; init; } = [];

    /// <summary>Read what is there, drain, stop. Default: follow for ever.</summary>
    public bool Once { get; init; }

    /// <summary>With <see cref="Once"/> the limit of the whole run (null: none), else that of the drain at the end (null: 25 s).</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Where a route without a bookmark begins; null: not told, which means the oldest.</summary>
    public JournalStart? From { get; init; }

    /// <summary>Forget the bookmarks before the start. Default: false.</summary>
    public bool Reset { get; init; }

    /// <summary>The least level of our own log. Default: information.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;
}

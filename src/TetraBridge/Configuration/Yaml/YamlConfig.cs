using TetraBridge.Categories;

namespace TetraBridge.Configuration.Yaml;

/// <summary>What a YAML file told; null or empty: not told.</summary>
internal sealed record YamlConfig
{
    /// <summary>`node`.</summary>
    public string? Node { get; init; }

    /// <summary>`state`, absolute.</summary>
    public string? StateFolder { get; init; }

    /// <summary>`resource`.</summary>
    public IReadOnlyDictionary<string, string> Resource { get; init; } = new Dictionary<string, string>();

    /// <summary>`sources`.</summary>
    public IReadOnlyList<SourceConfig> Sources { get; init; } = [];

    /// <summary>`routes`; the source is "" where the file has no sources.</summary>
    public IReadOnlyList<RouteConfig> Routes { get; init; } = [];

    /// <summary>`categories`.</summary>
    public IReadOnlyList<CategoryDefinition> Categories { get; init; } = [];

    /// <summary>`egressPolicies`.</summary>
    public IReadOnlyList<string> EgressPolicies { get; init; } = [];
}

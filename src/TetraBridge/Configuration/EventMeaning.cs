using TetraBridge.Categories;

namespace TetraBridge.Configuration;

/// <summary>What the configuration says of the meaning of events, for commands that run nothing.</summary>
internal sealed record EventMeaning
{
    /// <summary>The node's name; null: the host name.</summary>
    public string? Node { get; init; }

    /// <summary>Static resource attributes.</summary>
    public IReadOnlyDictionary<string, string> Resource { get; init; } = new Dictionary<string, string>();

    /// <summary>Categories of the operator's own.</summary>
    public IReadOnlyList<CategoryDefinition> Categories { get; init; } = [];

    /// <summary>See <see cref="BridgeConfig.EgressPolicies"/>.</summary>
    public IReadOnlyList<string> EgressPolicies { get; init; } = [];
}

namespace TetraBridge.Configuration.Yaml;

/// <summary>The three shapes of YAML.</summary>
internal enum ConfigNodeKind
{
    /// <summary>A value, maybe empty.</summary>
    Scalar,

    /// <summary>Keys with their nodes.</summary>
    Map,

    /// <summary>Nodes in order.</summary>
    List,
}

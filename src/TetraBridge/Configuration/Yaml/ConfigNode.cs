namespace TetraBridge.Configuration.Yaml;

/// <summary>A node of the YAML file with its place.</summary>
/// <param name="Kind">Which of the other members hold something.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record ConfigNode(ConfigNodeKind Kind, int Line, int Column)
{
    /// <summary>The scalar's text; "" for the other kinds.</summary>
    public string Text { get; init; } = "";

    /// <summary>The scalar was written in quotes or as a block: text, whatever it looks like.</summary>
    public bool Quoted { get; init; }

    /// <summary>The map's entries in the file's order; keys are unique.</summary>
    public IReadOnlyList<ConfigEntry> Entries { get; init; } = [];

    /// <summary>The list's nodes.</summary>
    public IReadOnlyList<ConfigNode> Items { get; init; } = [];

    /// <summary>Nothing was written (or `~`, `null`).</summary>
    public bool IsEmpty => Kind == ConfigNodeKind.Scalar && !Quoted && (Text is "" or "~" or "null");
}

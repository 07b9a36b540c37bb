namespace TetraBridge.Configuration.Yaml;

/// <summary>The keys of one kind of section.</summary>
/// <param name="section">How messages call the section.</param>
/// <param name="known">The keys that are read.</param>
internal sealed class SectionKeys(string section, params string[] known)
{
    /// <summary>How messages call the section.</summary>
    public string Section { get; } = section;

    /// <summary>The keys that are read.</summary>
    public IReadOnlyList<string> Known { get; } = known;
}

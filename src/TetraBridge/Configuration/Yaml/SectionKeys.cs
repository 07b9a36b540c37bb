namespace TetraBridge.Configuration.Yaml;

/// <summary>The keys of one kind of section.</summary>
/// <param name="Section">How messages call the section.</param>
/// <param name="Known">The keys that are read.</param>
/// <param name="NotYet">Keys that have their meaning already, but no version reads them yet.</param>
internal sealed record SectionKeys(string Section, IReadOnlyList<string> Known, IReadOnlyList<string> NotYet)
{
    /// <summary>A section whose keys are all read.</summary>
    public SectionKeys(string section, params string[] known)
        : this(section, known, [])
    {
    }
}

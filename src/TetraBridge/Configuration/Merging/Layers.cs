using TetraBridge.Configuration.Flags;
using TetraBridge.Configuration.Yaml;

namespace TetraBridge.Configuration.Merging;

/// <summary>What was told, from the winning layer down, and what is to be said about it.</summary>
/// <param name="Flags">The command line.</param>
/// <param name="Environment">TETRABRIDGE_… variables.</param>
/// <param name="File">The YAML file; empty where there is none or it has mistakes.</param>
/// <param name="FileIsRight">False: what seems to be missing may stand in the file.</param>
/// <param name="Mistakes">Those found so far.</param>
/// <param name="Notes">Those made so far.</param>
internal sealed record Layers(
    ToldSettings Flags, ToldSettings Environment, YamlConfig File, bool FileIsRight, List<Mistake> Mistakes, List<string> Notes)
{
    /// <summary>`--once`, default false.</summary>
    public bool Once => Flags.Once ?? Environment.Once ?? false;

    /// <summary>Adds a mistake that stands in no file.</summary>
    public void Mistake(string origin, string words) => Mistakes.Add(new Mistake(origin, 0, 0, words));
}

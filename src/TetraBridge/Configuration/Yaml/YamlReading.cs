namespace TetraBridge.Configuration.Yaml;

/// <summary>What the reading of one file needs everywhere.</summary>
/// <param name="Mistakes">Where mistakes go.</param>
/// <param name="Environment">Looks up an environment variable; null: not set.</param>
/// <param name="Folder">The file's folder: relative paths in it begin there.</param>
/// <param name="Known">Names of categories and kinds; those of the operator's own categories are added by the loader.</param>
internal sealed record YamlReading(MistakeList Mistakes, Func<string, string?> Environment, string Folder, KnownNames Known);

namespace TetraBridge.Configuration.Yaml;

/// <summary>Collects the mistakes of one file. Not thread-safe.</summary>
/// <param name="origin">The file's name, as the operator told it.</param>
internal sealed class MistakeList(string origin)
{
    // A file that isn't meant for us would bury its first mistake under thousands.
    private const int Most = 100;

    private readonly List<Mistake> _mistakes = [];

    /// <summary>The mistakes in the file's order.</summary>
    public IReadOnlyList<Mistake> InOrder => [.. _mistakes.OrderBy(m => m.Line).ThenBy(m => m.Column).Take(Most)];

    /// <summary>A mistake at a node.</summary>
    public void Add(ConfigNode node, string words) => Add(node.Line, node.Column, words);

    /// <summary>A mistake at a key.</summary>
    public void Add(ConfigEntry entry, string words) => Add(entry.Line, entry.Column, words);

    /// <summary>A mistake at a place; line and column from 1.</summary>
    public void Add(long line, long column, string words) => _mistakes.Add(new Mistake(origin, (int)line, (int)column, words));
}

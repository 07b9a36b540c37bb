namespace TetraBridge.Configuration.Yaml;

/// <summary>
/// A map of the file whose keys are checked against the section's; what it hands out is of the right shape or a mistake already.
/// </summary>
internal sealed class SectionReader
{
    private readonly Dictionary<string, ConfigEntry> _entries = [];

    /// <summary>Reports what isn't a map, and unknown keys.</summary>
    public SectionReader(ConfigNode node, SectionKeys keys, YamlReading reading)
    {
        Node = node;
        Reading = reading;
        if (node.Kind != ConfigNodeKind.Map && !node.IsEmpty)
        {
            reading.Mistakes.Add(node, $"{keys.Section} must be a map of keys: {string.Join(", ", keys.Known)}");
        }

        foreach (var entry in node.Entries)
        {
            if (keys.Known.Contains(entry.Key))
            {
                _entries.Add(entry.Key, entry);
            }
            else if (keys.Known.Count == 0)
            {
                reading.Mistakes.Add(entry, $"unknown key `{entry.Key}`: {keys.Section} takes none");
            }
            else
            {
                reading.Mistakes.Add(entry, $"unknown key `{entry.Key}` in {keys.Section}{NearestSpelling.Hint(entry.Key, keys.Known)}");
            }
        }
    }

    /// <summary>The section's own node.</summary>
    public ConfigNode Node { get; }

    /// <summary>The reading that this is a part of.</summary>
    public YamlReading Reading { get; }

    /// <summary>How many known keys were told.</summary>
    public int Count => _entries.Count;

    /// <summary>Whether the key was told, with a value or without.</summary>
    public bool Has(string key) => _entries.ContainsKey(key);

    /// <summary>The entry of a key; null: not told.</summary>
    public ConfigEntry? Entry(string key) => _entries.GetValueOrDefault(key);

    /// <summary>The key's value, read by one of <see cref="YamlValues"/>; default(T) where the key was not told.</summary>
    public T? Read<T>(string key, Func<ConfigNode, YamlReading, T?> read) => Entry(key) is { } entry ? read(entry.Value, Reading) : default;

    /// <summary>The entries of a map with free names; none, and a mistake, where it isn't one.</summary>
    public IReadOnlyList<ConfigEntry> Named(string key, string what)
    {
        if (Entry(key) is not { } entry || entry.Value.IsEmpty)
        {
            return [];
        }

        if (entry.Value.Kind != ConfigNodeKind.Map)
        {
            Reading.Mistakes.Add(entry.Value, $"`{key}` must be a map: {what}");
        }

        return entry.Value.Entries;
    }
}

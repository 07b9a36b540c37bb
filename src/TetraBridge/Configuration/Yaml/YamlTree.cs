using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TetraBridge.Configuration.Yaml;

/// <summary>
/// Composes the tree of a YAML file from the parser's events. YamlStream would do, but ends at the first duplicate key, and its recursion
/// ends the process on deep nesting. Aliases share their anchor's node; merge keys and tags are mistakes, since nobody would see what they
/// change.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 32;

    private readonly Parser _parser;
    private readonly MistakeList _mistakes;
    private readonly Dictionary<AnchorName, ConfigNode> _anchors = [];

    private YamlTree(string text, MistakeList mistakes)
    {
        _parser = new Parser(new StringReader(text));
        _mistakes = mistakes;
    }

    /// <summary>
    /// The root of the file's only document; null where the file is empty or can't be read as YAML, which is then a mistake.
    /// </summary>
    public static ConfigNode? Parse(string text, MistakeList mistakes)
    {
        try
        {
            return new YamlTree(text, mistakes).Document();
        }
        catch (YamlException e)
        {
            mistakes.Add(Math.Max(1, e.Start.Line), Math.Max(1, e.Start.Column), $"not valid YAML: {Reason(e)}");
            return null;
        }
    }

    private ConfigNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Node(depth: 0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _mistakes.Add(second.Start.Line, second.Start.Column, "a second document begins here: one file holds one configuration");
        }

        return root;
    }

    private ConfigNode Node(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var node)
                ? node
                : throw new YamlException(alias.Start, alias.End, $"the anchor `{alias.Value}` is not known here");
        }

        var start = (NodeEvent)_parser.Current!;
        if (depth > MaxDepth)
        {
            throw new YamlException(start.Start, start.End, $"nested deeper than {MaxDepth} levels");
        }

        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
        {
            _mistakes.Add(start.Start.Line, start.Start.Column, $"the tag `{start.Tag.Value}` is not supported: write the value only");
        }

        var made = Compose(start, depth);
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = made;
        }

        return made;
    }

    private ConfigNode Compose(NodeEvent start, int depth)
    {
        int line = (int)start.Start.Line, column = (int)start.Start.Column;
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new ConfigNode(ConfigNodeKind.Scalar, line, column) { Text = scalar.Value, Quoted = scalar.Style != ScalarStyle.Plain };
        }

        if (_parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<ConfigNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(depth + 1));
            }

            return new ConfigNode(ConfigNodeKind.List, line, column) { Items = items };
        }

        _parser.Consume<MappingStart>();
        return new ConfigNode(ConfigNodeKind.Map, line, column) { Entries = Entries(depth) };
    }

    private List<ConfigEntry> Entries(int depth)
    {
        var entries = new Dictionary<string, ConfigEntry>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var entry = new ConfigEntry(key.Text, key.Line, key.Column, Node(depth + 1));
            if (key.Kind != ConfigNodeKind.Scalar)
            {
                _mistakes.Add(key, "a key must be a word");
            }
            else if (key is { Text: "<<", Quoted: false })
            {
                _mistakes.Add(key, "merge keys (`<<`) are not supported: write the keys out");
            }
            else if (!entries.TryAdd(entry.Key, entry))
            {
                _mistakes.Add(key, $"the key `{entry.Key}` stands here a second time; the first is in line {entries[entry.Key].Line}");
            }
        }

        return [.. entries.Values];
    }

    private static string Reason(YamlException e)
    {
        // The library's own message begins with the place, which we tell in our form.
        var end = e.Message.IndexOf("): ", StringComparison.Ordinal);
        return end < 0 ? e.Message : e.Message[(end + 3)..];
    }
}

using System.Text;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>The name of a topic, or a template of names: `tetragon.{category}`. Immutable.</summary>
internal sealed class TopicTemplate
{
    /// <summary>What stands for the category of an event that has none.</summary>
    public const string WithoutCategory = "uncategorized";

    // What stands for the namespace of what is in no pod; kind and severity are always there.
    private const string WithoutNamespace = "host";

    private static readonly (string Name, TopicField Field, string Without)[] _fields =
    [
        ("category", TopicField.Category, WithoutCategory),
        ("kind", TopicField.Kind, "unknown"),
        ("severity", TopicField.Severity, "INFO"),
        ("namespace", TopicField.Namespace, WithoutNamespace),
    ];

    private readonly string _written;

    private TopicTemplate(string written, IReadOnlyList<TopicPart> parts)
    {
        _written = written;
        Parts = parts;
    }

    /// <summary>Stands for a template that was told wrongly, which is a mistake already.</summary>
    public static TopicTemplate Wrong { get; } = new("", []);

    /// <summary>The parts, at least one.</summary>
    public IReadOnlyList<TopicPart> Parts { get; }

    /// <summary>Whether all records go to one topic, which is <see cref="ToString"/>.</summary>
    public bool IsFixed => Parts is [{ Field: TopicField.None }];

    /// <summary>Whether the topic depends on the category.</summary>
    public bool HasCategory => Parts.Any(static part => part.Field == TopicField.Category);

    /// <summary>Reads a name or a template.</summary>
    /// <returns>What is wrong with it, for people; null: nothing.</returns>
    public static string? TryParse(string text, out TopicTemplate? template)
    {
        template = null;
        var parts = new List<TopicPart>();
        var literals = 0;
        for (var rest = text; rest.Length > 0;)
        {
            var brace = rest.IndexOf('{', StringComparison.Ordinal);
            var literal = brace < 0 ? rest : rest[..brace];
            if (!TopicName.HasOnlyAllowed(literal))
            {
                return $"`{text}` can't name a topic: {TopicName.Rule}";
            }

            if (literal.Length > 0)
            {
                literals += literal.Length;
                parts.Add(new TopicPart(TopicField.None, Encoding.UTF8.GetBytes(literal)));
            }

            if (brace < 0)
            {
                break;
            }

            var end = rest.IndexOf('}', brace);
            var name = end < 0 ? rest[(brace + 1)..] : rest[(brace + 1)..end];
            var field = Array.Find(_fields, field => field.Name == name);
            if (end < 0 || field.Name is null)
            {
                return $"`{{{name}{(end < 0 ? "" : "}")}` is nothing that a topic can be named by: choose from {string.Join(", ", _fields.Select(f => $"{{{f.Name}}}"))}";
            }

            parts.Add(new TopicPart(field.Field, Encoding.UTF8.GetBytes(field.Without)));
            rest = rest[(end + 1)..];
        }

        var made = new TopicTemplate(text, parts);
        if (literals > TopicName.MostLength || parts.Count == 0 || (made.IsFixed && !TopicName.IsRight(text)))
        {
            return $"`{text}` can't name a topic: {TopicName.Rule}";
        }

        template = made;
        return null;
    }

    /// <summary>As it was written.</summary>
    public override string ToString() => _written;
}

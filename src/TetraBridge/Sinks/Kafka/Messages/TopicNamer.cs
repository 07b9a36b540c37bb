using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;

namespace TetraBridge.Sinks.Kafka.Messages;

/// <summary>
/// Names the topic of each record; the same array for the same name, so that batches group by reference. Not thread-safe; allocates nothing
/// once the names are known.
/// </summary>
internal sealed class TopicNamer
{
    // Categories, kinds, severities and namespaces make some dozens of names: the table starts anew when it is full.
    private const int MostNames = 4096;

    private readonly TopicTemplate _template;
    private readonly byte[]? _only;
    private readonly byte[]? _uncategorized;
    private readonly byte[]? _fallback;
    private readonly ByteBuffer _name = new(256);
    private readonly HashSet<byte[]> _names = new(new TopicNameComparer());
    private readonly HashSet<byte[]>.AlternateLookup<ReadOnlySpan<byte>> _byName;

    /// <summary>Takes the template and the topics beside it.</summary>
    public TopicNamer(MessageOptions options)
    {
        _template = options.Topic;
        _only = _template.IsFixed ? Encoding.UTF8.GetBytes(_template.ToString()) : null;
        _uncategorized = options.UncategorizedTopic is { } uncategorized && _template.HasCategory
            ? Encoding.UTF8.GetBytes(uncategorized)
            : null;
        _fallback = options.FallbackTopic is { } fallback ? Encoding.UTF8.GetBytes(fallback) : null;
        _byName = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The topic of an event, in UTF-8.</summary>
    public byte[] Of(EventFacts facts)
    {
        if (_only is not null)
        {
            return _only;
        }

        if (_uncategorized is not null && facts.Matches.Count == 0)
        {
            return _uncategorized;
        }

        _name.Clear();
        for (var i = 0; i < _template.Parts.Count; i++)
        {
            var part = _template.Parts[i];
            switch (part.Field)
            {
                case TopicField.Category when facts.Matches.Count > 0:
                    Text(facts.Matches[0].Category.Info.Id);
                    break;
                case TopicField.Kind:
                    _name.Write(facts.Event.KindName);
                    break;
                case TopicField.Severity:
                    _name.Write(SeverityUtf8.Of(facts.Severity));
                    break;
                case TopicField.Namespace when facts.Event.Has(Fields.PodNamespace):
                    _name.Write(facts.Event.Value(Fields.PodNamespace));
                    break;
                default:
                    _name.Write(part.Text);
                    break;
            }
        }

        return Interned();
    }

    /// <summary>The topic of a record of our own (decisions 5): the fallback topic, or the one that the template gives it.</summary>
    public byte[] Of(BridgeRecord record)
    {
        if ((_fallback ?? _only) is { } topic)
        {
            return topic;
        }

        _name.Clear();
        foreach (var part in _template.Parts)
        {
            switch (part.Field)
            {
                case TopicField.Kind:
                    Text(record.EventName);
                    break;
                case TopicField.Severity:
                    _name.Write(SeverityUtf8.Of(record.Severity));
                    break;
                default:
                    _name.Write(part.Text);
                    break;
            }
        }

        return Interned();
    }

    private void Text(string text) =>
        _name.Advance(Encoding.UTF8.GetBytes(text, _name.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));

    private byte[] Interned()
    {
        _name.Truncate(TopicName.Mend(_name.Array.AsSpan(0, _name.Length)));
        if (_byName.TryGetValue(_name.Written, out var known))
        {
            return known;
        }

        if (_names.Count >= MostNames)
        {
            _names.Clear();
        }

        var name = _name.Written.ToArray();
        _names.Add(name);
        return name;
    }
}

using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>What a line says and means: read, then judged by the categories and the enrichers, in this order. Not thread-safe; allocates
/// nothing a line.</summary>
internal sealed class EventInterpreter(Classifier classifier, IEnumerable<IEnricher> enrichers)
{
    // An array: walking a list by its interface makes an enumerator for each line.
    private readonly IEnricher[] _enrichers = [.. enrichers];
    private readonly EventReader _reader = new();

    /// <summary>The last line's event, and what <see cref="Judge"/> found of it.</summary>
    public EventFacts Facts { get; } = new() { Event = new TetragonEvent() };

    /// <summary>Reads a line, without its newline, and forgets the one before.</summary>
    public LineProblem Read(byte[] buffer, int start, int length)
    {
        Facts.Clear();
        return _reader.Read(buffer, start, length, Facts.Event);
    }

    /// <summary>Judges the event that was read; <see cref="EventFacts.ObservedTime"/> is set before.</summary>
    public void Judge()
    {
        classifier.Classify(Facts);
        foreach (var enricher in _enrichers)
        {
            enricher.Enrich(Facts);
        }
    }
}

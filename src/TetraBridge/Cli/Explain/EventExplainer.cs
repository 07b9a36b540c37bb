using System.Text;
using TetraBridge.Buffers;
using TetraBridge.Categories;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Otlp.Wire;

namespace TetraBridge.Cli.Explain;

/// <summary>
/// Takes lines the way that a route does, and tells what was thought on it. Not thread-safe: times are derived from the lines before.
/// </summary>
internal sealed class EventExplainer
{
    private readonly EventReader _reader = new();
    private readonly EventFacts _facts = new() { Event = new TetragonEvent() };
    private readonly RecordUid _uid = new();
    private readonly EventName _name = new();
    private readonly BodySentence _body = new();
    private readonly RecordMapper _records;
    private readonly ResourceMapper _resources;
    private readonly Classifier _classifier;
    private readonly IReadOnlyList<IEnricher> _enrichers;
    private readonly SeverityRule _severity;
    private readonly TimeProvider _clock;
    private readonly OtlpEncoder _encoder;
    private readonly ByteBuffer _encoded = new(4096);

    /// <summary>Makes one that tells records as a route with these limits sends them.</summary>
    public EventExplainer(Classifier classifier, SinkLimits limits, ResourceMapper resources, TimeProvider clock)
    {
        var options = new RecordOptions(limits.RecordAttributes);
        _encoder = new OtlpEncoder(limits, options, resources, clock);
        _classifier = classifier;
        _enrichers = Enrichers.Create(new TimeKeeper(), selfBinary: null);
        _severity = _enrichers.OfType<SeverityRule>().Single();
        _records = new RecordMapper(options);
        _resources = resources;
        _clock = clock;
    }

    /// <summary>Explains a line, without its newline; null where it is no event, with the problem.</summary>
    public Explanation? Explain(byte[] buffer, int start, int length, out LineProblem problem)
    {
        var e = _facts.Event;
        problem = _reader.Read(buffer, start, length, e);
        if (problem != LineProblem.None)
        {
            return null;
        }

        _facts.Clear();
        _facts.ObservedTime = _clock.GetUtcNow().UnixNanoseconds();
        _classifier.Classify(_facts);
        foreach (var enricher in _enrichers)
        {
            enricher.Enrich(_facts);
        }

        return new Explanation(
            Text(e.KindName),
            _facts.Time,
            _facts.TimeOrigin,
            new ExplainedProcess(
                Text(e.Value(Fields.Binary)), Text(e.Value(Fields.Arguments)), Number(Fields.Pid), Number(Fields.Uid), Pod(e)),
            [.. _facts.Matches.Select(ExplainedJudgement.Of)],
            [.. _facts.Hints.Select(ExplainedJudgement.Of)],
            [.. _classifier.JudgeAll(e).Where(judged => judged.Judgement.Kind == JudgementKind.NearMiss).Select(ExplainedJudgement.Of)],
            [.. _facts.Contexts],
            _facts.Severity,
            _severity.Reason(_facts),
            Record());
    }

    private ExplainedRecord Record()
    {
        var resource = new AttributeCollector();
        _resources.Write(_facts.Event, resource);
        var uid = _uid.Of(_facts.Event, _facts.IsReplay);

        // How far values are cut is known only once the record was encoded.
        _encoded.Clear();
        _encoder.Write(_facts, uid, _encoded, out _);
        var attributes = new AttributeCollector(_encoder.LongestValue);
        _records.Write(_facts, uid, resource.Count, attributes);
        if (attributes.Cut.Count > 0)
        {
            attributes.Add(AttributeCatalog.Instance.Keys.Cut.Name, attributes.Cut);
        }

        return new ExplainedRecord(
            Text(_name.Of(_facts.Event)), RecordUid.Text(uid), Text(_body.Of(_facts)), resource.Attributes, attributes.Attributes);
    }

    private long? Number(Field field) => _facts.Event.TryNumber(field, out var number) ? number : null;

    private static string? Pod(TetragonEvent e) =>
        e.Has(Fields.PodName) ? $"{Text(e.Value(Fields.PodNamespace))}/{Text(e.Value(Fields.PodName))}" : null;

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

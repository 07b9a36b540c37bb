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
    private readonly EventInterpreter _interpreter;
    private readonly RecordUid _uid = new();
    private readonly EventName _name = new();
    private readonly BodySentence _body = new();
    private readonly RecordMapper _records;
    private readonly ResourceMapper _resources;
    private readonly Classifier _classifier;
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
        var enrichers = Enrichers.Create(new TimeKeeper(), selfBinary: null);
        _severity = enrichers.OfType<SeverityRule>().Single();
        _interpreter = new EventInterpreter(classifier, enrichers);
        _records = new RecordMapper(options);
        _resources = resources;
        _clock = clock;
    }

    /// <summary>Explains a line, without its newline; null where it is no event, with the problem.</summary>
    public Explanation? Explain(byte[] buffer, int start, int length, out LineProblem problem)
    {
        problem = _interpreter.Read(buffer, start, length);
        if (problem != LineProblem.None)
        {
            return null;
        }

        var e = Facts.Event;
        Facts.ObservedTime = _clock.GetUtcNow().UnixNanoseconds();
        _interpreter.Judge();
        return new Explanation(
            Text(e.KindName),
            Facts.Time,
            Facts.TimeOrigin,
            new ExplainedProcess(
                Text(e.Value(Fields.Binary)), Text(e.Value(Fields.Arguments)), Number(Fields.Pid), Number(Fields.Uid), Pod(e)),
            [.. Facts.Matches.Select(ExplainedJudgement.Of)],
            [.. Facts.Hints.Select(ExplainedJudgement.Of)],
            [.. _classifier.JudgeAll(e).Where(judged => judged.Judgement.Kind == JudgementKind.NearMiss).Select(ExplainedJudgement.Of)],
            [.. Facts.Contexts],
            Facts.Severity,
            _severity.Reason(Facts),
            Record());
    }

    private EventFacts Facts => _interpreter.Facts;

    private ExplainedRecord Record()
    {
        var resource = new AttributeCollector();
        _resources.Write(Facts.Event, resource);
        var uid = _uid.Of(Facts.Event, Facts.IsReplay);

        // How far values are cut is known only once the record was encoded.
        _encoded.Clear();
        _encoder.Write(Facts, uid, _encoded, out _);
        var attributes = new AttributeCollector(_encoder.LongestValue);
        _records.Write(Facts, uid, resource.Count, attributes);
        if (attributes.Cut.Count > 0)
        {
            attributes.Add(AttributeCatalog.Instance.Keys.Cut.Name, attributes.Cut);
        }

        return new ExplainedRecord(
            Text(_name.Of(Facts.Event)), RecordUid.Text(uid), Text(_body.Of(Facts)), resource.Attributes, attributes.Attributes);
    }

    private long? Number(Field field) => Facts.Event.TryNumber(field, out var number) ? number : null;

    private static string? Pod(TetragonEvent e) =>
        e.Has(Fields.PodName) ? $"{Text(e.Value(Fields.PodNamespace))}/{Text(e.Value(Fields.PodName))}" : null;

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}

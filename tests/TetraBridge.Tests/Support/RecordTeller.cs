using TetraBridge.Categories;
using TetraBridge.Delivery.Batches;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Protos.Otlp;
using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Sources;

namespace TetraBridge.Tests.Support;

/// <summary>Tells lines as OTLP records by the whole path that a route has, and decodes them by generated classes, so by none of our code.</summary>
internal sealed class RecordTeller
{
    public const string Node = "bridge-node";

    /// <summary>Decisions 4.</summary>
    public static readonly SinkLimits Limits = new(4 * 1024 * 1024, 1000, RecordAttributes: 96, RecordBytes: 48 * 1024, InFlight: 4);

    /// <summary>2026-11-24T03:00:00Z.</summary>
    public const long ObservedTime = 1_795_489_200_000_000_000;

    private readonly EventReader _reader = new();
    private readonly RecordUid _uid = new();
    private readonly Classifier _classifier = new(LibraryCategories.Create());
    private readonly IEnricher[] _enrichers = [.. Enrichers.Create(new TimeKeeper(), selfBinary: null)];
    private readonly IRecordEncoder _encoder;
    private readonly LineBlock _block = new(new BlockPool(16, 1), [], 0, 0, default, "", 0);

    public RecordTeller(RecordOptions? options = null, SinkLimits? limits = null)
        : this(new OtlpEncoder(limits ?? Limits, options ?? new RecordOptions(Limits.RecordAttributes), new ResourceMapper(Node, new Dictionary<string, string>()), TimeProvider.System))
    {
    }

    public RecordTeller(IRecordEncoder encoder) => _encoder = encoder;

    /// <summary>The event of the last line, with its facts.</summary>
    public EventFacts Facts { get; } = new() { Event = new TetragonEvent() };

    /// <summary>Reads a line and adds the facts; true where it is an event.</summary>
    public bool Read(byte[] line)
    {
        var problem = _reader.Read(line, 0, line.Length, Facts.Event);
        Facts.Clear();
        Facts.ObservedTime = ObservedTime;
        if (problem != LineProblem.None)
        {
            return false;
        }

        _classifier.Classify(Facts);
        foreach (var enricher in _enrichers)
        {
            enricher.Enrich(Facts);
        }

        return true;
    }

    /// <summary>The uid of the line read last.</summary>
    public UInt128 Uid() => _uid.Of(Facts.Event, Facts.IsReplay);

    /// <summary>Encodes the line read last into the batch; true where values were cut.</summary>
    public bool Encode(Batch batch) => _encoder.Append(Facts, Uid(), batch, _block, 0, 0);

    /// <summary>The record of a line that is an event.</summary>
    public ToldRecord Tell(byte[] line)
    {
        Assert.True(Read(line), "The line is no event.");
        var batch = new Batch();
        var cut = Encode(batch);
        var told = batch.Records[0];
        return new ToldRecord(
            LogRecord.Parser.ParseFrom(batch.Bytes.Written.Slice(told.Offset, told.Length)), Resource.Parser.ParseFrom(batch.Groups[told.Group]), cut, told.Length + batch.Groups[told.Group].Length);
    }

    /// <summary>A request as the collector would write it: one record with its resource.</summary>
    public static ResourceLogs AsRequest(ToldRecord told) =>
        new() { Resource = told.Resource, ScopeLogs = { new ScopeLogs { LogRecords = { told.Record } } } };
}

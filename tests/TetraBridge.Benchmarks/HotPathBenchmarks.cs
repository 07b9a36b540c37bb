using System.Text.Json;
using BenchmarkDotNet.Attributes;
using TetraBridge.Categories;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Intake;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Resources;
using TetraBridge.Sinks.Otlp.Wire;
using TetraBridge.Sources;

namespace TetraBridge.Benchmarks;

/// <summary>One event read, classified, encoded, each step with those before it, beside a bare Utf8JsonReader scan; time and allocation an event (`--filter '*'`, half a minute).</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class HotPathBenchmarks
{
    private const int Lines = 2000;

    private readonly EventReader _reader = new();
    private readonly EventFacts _facts = new() { Event = new TetragonEvent() };
    private readonly Classifier _classifier = new(LibraryCategories.Create());
    private readonly Batch _batch = new();
    private readonly LineProcessor _processor = new(
        new Classifier(LibraryCategories.Create()),
        Enrichers.Create(new TimeKeeper(), null),
        null,
        new OtlpEncoder(RouteSteps.Limits, new RecordOptions(RouteSteps.Limits.RecordAttributes), new ResourceMapper("node", new Dictionary<string, string>()), TimeProvider.System),
        TimeProvider.System);

    private readonly List<(int Start, int Length)> _lines = [];
    private byte[] _bytes = [];
    private LineBlock? _block;

    /// <summary>The shape of the lines (<see cref="EventGenerator"/>).</summary>
    [Params("node", "full")]
    public string Shape { get; set; } = "node";

    /// <summary>Makes the lines.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var file = Path.Combine(Path.GetTempPath(), $"tetrabridge-{Guid.NewGuid():N}.log");
        EventGenerator.Write(file, Shape, Lines);
        _bytes = File.ReadAllBytes(file);
        File.Delete(file);
        File.Delete(file + ".lines");
        for (var at = 0; at < _bytes.Length;)
        {
            var length = _bytes.AsSpan(at).IndexOf((byte)'\n');
            _lines.Add((at, length));
            at += length + 1;
        }

        _block = new LineBlock(new BlockPool(16, 1), _bytes, 0, _bytes.Length, default, "", 0);
    }

    /// <summary>The bound.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Lines)]
    public long Scan()
    {
        long tokens = 0;
        foreach (var (start, length) in _lines)
        {
            var reader = new Utf8JsonReader(_bytes.AsSpan(start, length));
            while (reader.Read())
            {
                tokens++;
            }
        }

        return tokens;
    }

    /// <summary>Line → event.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public long Read()
    {
        long leaves = 0;
        foreach (var (start, length) in _lines)
        {
            _reader.Read(_bytes, start, length, _facts.Event);
            leaves += _facts.Event.Leaves.Length;
        }

        return leaves;
    }

    /// <summary>Line → event → categories.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public long Classify()
    {
        long matches = 0;
        foreach (var (start, length) in _lines)
        {
            _reader.Read(_bytes, start, length, _facts.Event);
            _facts.Clear();
            _classifier.Classify(_facts);
            matches += _facts.Matches.Count;
        }

        return matches;
    }

    /// <summary>Line → event → categories, facts, uid → OTLP record.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public long Encode()
    {
        _batch.Clear();
        _block!.Retain();
        foreach (var (start, length) in _lines)
        {
            _processor.Process(_batch, _block, start, length);
        }

        return _batch.Bytes.Length;
    }
}

using TetraBridge.Categories;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Intake;
using TetraBridge.Enrichment;
using TetraBridge.Events;
using TetraBridge.Sinks;
using TetraBridge.Sources;

namespace TetraBridge.Tests.Support;

/// <summary>The way of a line in a route: read, judged, enriched, named and encoded into a batch of its own. One lives as long as a route does, so that what it remembers takes part.</summary>
internal sealed class LinePath
{
    private static readonly byte[] _before = "{\"process_exec\":{}}\n"u8.ToArray();
    private static readonly byte[] _after = "\n{\"process_exit\":{}}\n"u8.ToArray();

    private readonly BlockPool _pool = new(16, 0);
    private readonly LineProcessor _lines;

    public LinePath(IRecordEncoder encoder, TimeProvider clock) =>
        _lines = new LineProcessor(new Classifier(LibraryCategories.Create()), Enrichers.Create(new TimeKeeper(), null), null, encoder, clock);

    /// <summary>What was wrong with the line taken last.</summary>
    public LineProblem Problem => _lines.Problem;

    /// <summary>The uid of the line that was encoded last.</summary>
    public UInt128 Uid => _lines.Uid;

    /// <summary>What the line taken last was encoded into; the next one empties it.</summary>
    public Batch Batch { get; } = new();

    /// <summary>Takes a line that stands between others in a block.</summary>
    public LineFate Take(byte[] line)
    {
        Batch.Clear();
        byte[] buffer = [.. _before, .. line, .. _after];
        var block = new LineBlock(_pool, buffer, 0, buffer.Length, 7, "tetragon.log", 0);
        _lines.BeginBlock();
        var fate = _lines.Process(Batch, block, _before.Length, line.Length);
        block.Release();
        return fate;
    }
}

using System.Globalization;
using TetraBridge.Delivery.Batches;
using TetraBridge.Events;
using TetraBridge.Records;
using TetraBridge.Records.Attributes;
using TetraBridge.Sinks;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Support;

/// <summary>A sink that writes where the test can read; a record's name is its body.</summary>
internal sealed class LocalSinkUnderTest(ISink sink, Func<IEnumerable<string>> bodies) : ISinkUnderTest
{
    private readonly IRecordEncoder _encoder = sink.CreateEncoder();

    public ISink Sink => sink;

    public IReadOnlyList<string> Taken => [.. bodies()];

    public Batch BatchOf(params ReadOnlySpan<string> names)
    {
        var batch = new Batch();
        foreach (var name in names)
        {
            _encoder.Append(Named(name), batch);
        }

        return batch;
    }

    public ValueTask DisposeAsync() => sink.DisposeAsync();

    /// <summary>A record of ours with this body.</summary>
    public static BridgeRecord Named(string body) => new(
        "tetrabridge.gap", Severity.Warn, body, UInt128.Parse("17", CultureInfo.InvariantCulture), RecordTeller.ObservedTime,
        [
            new(AttributeCatalog.Instance.Keys.GapReason, "rotated"), new(AttributeCatalog.Instance.Keys.GapBytes, 9_007_199_254_740_993L), new(AttributeCatalog.Instance.Keys.GapComplete, true),
            new(AttributeCatalog.Instance.Keys.DeadLetterCategory, new List<string> { "a", "b" }),
        ]);
}

using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Null;
using TetraBridge.Tests.Support;

namespace TetraBridge.Tests.Sinks.Null;

public sealed class NullSinkTests
{
    [Fact]
    public async Task It_makes_records_and_takes_all()
    {
        await using var sink = Sink();
        var batch = new Batch();
        sink.CreateEncoder().Append(LocalSinkUnderTest.Named("a"), batch);

        Assert.Single(batch.Records);
        Assert.Equal(Verdict.Delivered, await sink.SendAsync(new BatchSlice(batch), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_cancelled_beforehand_is_not_taken()
    {
        await using var sink = Sink();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sink.SendAsync(new BatchSlice(new Batch()), new CancellationToken(canceled: true)).AsTask());
    }

    private static NullSink Sink() => new();
}

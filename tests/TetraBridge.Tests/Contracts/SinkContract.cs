using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Tests.Contracts;

/// <summary>What every sink owes to the frame behind it.</summary>
public abstract class SinkContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_records_arrive_in_order()
    {
        await using var test = await StartAsync();

        var verdict = await test.Sink.SendAsync(new BatchSlice(test.BatchOf("a", "b", "c")), Cancellation);

        Assert.Equal(VerdictKind.Delivered, verdict.Kind);
        Assert.Equal(["a", "b", "c"], test.Taken);
    }

    [Fact]
    public async Task A_slice_sends_its_own_records_only()
    {
        await using var test = await StartAsync();
        var whole = new BatchSlice(test.BatchOf("a", "b", "c", "d", "e"));

        var second = await test.Sink.SendAsync(whole.SecondHalf, Cancellation);
        var first = await test.Sink.SendAsync(whole.FirstHalf, Cancellation);

        Assert.Equal(VerdictKind.Delivered, second.Kind);
        Assert.Equal(VerdictKind.Delivered, first.Kind);
        Assert.Equal(["d", "e", "a", "b", "c"], test.Taken);
    }

    [Fact]
    public async Task What_is_cancelled_beforehand_is_not_sent()
    {
        await using var test = await StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), new CancellationToken(canceled: true)).AsTask());

        Assert.Empty(test.Taken);
    }

    [Fact]
    public async Task Several_sends_at_once_all_arrive_whole()
    {
        await using var test = await StartAsync();
        var batches = Enumerable.Range(0, 16).Select(batch => Enumerable.Range(0, 50).Select(record => $"{batch}.{record}").ToArray()).ToArray();

        var verdicts = await Task.WhenAll(batches.Select(names => test.Sink.SendAsync(new BatchSlice(test.BatchOf(names)), Cancellation).AsTask()));

        Assert.All(verdicts, static verdict => Assert.Equal(VerdictKind.Delivered, verdict.Kind));
        Assert.All(batches, names => Assert.Equal(names, test.Taken.Where(taken => taken.Split('.')[0] == names[0].Split('.')[0])));
        Assert.Equal(16 * 50, test.Taken.Count);
    }

    private protected abstract Task<ISinkUnderTest> StartAsync();
}

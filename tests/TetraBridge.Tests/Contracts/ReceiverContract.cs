using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Tests.Contracts;

/// <summary>What a sink that sends to a receiver owes besides, since receivers refuse, break off and keep silent.</summary>
public abstract class ReceiverContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_is_a_verdict_with_the_receivers_words()
    {
        await using var test = await StartAsync();
        test.RefuseNext();

        var verdict = await test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), Cancellation);

        Assert.Equal(VerdictKind.Rejected, verdict.Kind);
        Assert.False(string.IsNullOrEmpty(verdict.Words));
        Assert.Empty(test.Taken);
    }

    [Fact]
    public async Task A_broken_connection_is_no_delivery()
    {
        await using var test = await StartAsync();
        test.BreakNext();

        var verdict = await test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), Cancellation);

        Assert.Equal(VerdictKind.NoAnswer, verdict.Kind);
        Assert.Empty(test.Taken);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        await using var test = await StartAsync();
        test.SilenceNext();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var sending = test.Sink.SendAsync(new BatchSlice(test.BatchOf("a")), cancel.Token).AsTask();
        await test.ArrivedAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        Assert.Empty(test.Taken);
    }

    [Fact]
    public async Task After_failures_the_next_send_works()
    {
        await using var test = await StartAsync();
        var slice = new BatchSlice(test.BatchOf("a"));
        test.BreakNext();
        test.RefuseNext();

        var broken = await test.Sink.SendAsync(slice, Cancellation);
        var refused = await test.Sink.SendAsync(slice, Cancellation);
        var delivered = await test.Sink.SendAsync(slice, Cancellation);

        Assert.Equal([VerdictKind.NoAnswer, VerdictKind.Rejected, VerdictKind.Delivered], [broken.Kind, refused.Kind, delivered.Kind]);
        Assert.Equal(["a"], test.Taken);
    }

    private protected abstract Task<IReceiverUnderTest> StartAsync();
}

using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Sinks.Kafka.Transactions;

namespace TetraBridge.Tests.Support;

/// <summary>An exactly-once sink, its frame's sender, and one topic that is read back read_committed.</summary>
internal sealed class TransactionBench : IAsyncDisposable
{
    private readonly string _readFrom;

    public TransactionBench(KafkaOptions options, string topic, string id, string? readFrom = null)
    {
        _readFrom = readFrom ?? options.BootstrapServers;
        Topic = topic;
        Sink = new KafkaTransactionSink(options with { ExactlyOnce = true, TransactionalId = id }, static () => throw new NotSupportedException(), TimeProvider.System);
        Frame = new SenderBench(Sink);
    }

    public TransactionBench(string bootstrap, string topic, string id)
        : this(new KafkaOptions { BootstrapServers = bootstrap }, topic, id)
    {
    }

    public string Topic { get; }

    public KafkaTransactionSink Sink { get; }

    public SenderBench Frame { get; }

    public IReadOnlyList<string> Taken => [.. KafkaCluster.Read(_readFrom, Topic).Select(static message => Encoding.UTF8.GetString(message.Value))];

    /// <summary>Sends records with a bookmark.</summary>
    public async Task<Verdict> SendAsync(string bookmark, params string[] names) =>
        await Sink.SendAsync(new BatchSlice(KafkaBatches.Of(Topic, names)), Encoding.UTF8.GetBytes(bookmark), TestContext.Current.CancellationToken);

    /// <summary>The bookmark that is kept; null where there is none.</summary>
    public async Task<string?> BeginAsync()
    {
        var (verdict, bookmark) = await Sink.BeginAsync(TestContext.Current.CancellationToken);
        Assert.True(verdict.Kind == VerdictKind.Delivered, verdict.Words);
        return bookmark is null ? null : Encoding.UTF8.GetString(bookmark);
    }

    public async ValueTask DisposeAsync()
    {
        Frame.Dispose();
        await Sink.DisposeAsync();
    }
}

using System.Collections.Concurrent;
using System.Text;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;
using TetraBridge.Sinks;
using TetraBridge.Sinks.Kafka;
using TetraBridge.Tests.Contracts;

namespace TetraBridge.Tests.Support;

/// <summary>A Kafka sink and one topic with one partition, which is read back.</summary>
internal sealed class KafkaSinkUnderTest : ISinkUnderTest, IProgress<Verdict>
{
    private readonly string _bootstrap;
    private readonly string _topic;
    private readonly KafkaSink _sink;

    public KafkaSinkUnderTest(KafkaOptions options, string topic, string? readFrom = null)
    {
        _bootstrap = readFrom ?? options.BootstrapServers;
        _topic = topic;
        _sink = new KafkaSink(options, static () => throw new NotSupportedException(), TimeProvider.System);
        _sink.TellTrouble(this);
    }

    public KafkaSinkUnderTest(string bootstrap, string topic)
        : this(new KafkaOptions { BootstrapServers = bootstrap }, topic)
    {
    }

    public ISink Sink => _sink;

    /// <summary>The troubles told beside the sending.</summary>
    public ConcurrentQueue<Verdict> Troubles { get; } = [];

    public IReadOnlyList<string> Taken => [.. KafkaCluster.Read(_bootstrap, _topic).Select(static message => Encoding.UTF8.GetString(message.Value))];

    public Batch BatchOf(params ReadOnlySpan<string> names) => KafkaBatches.Of(_topic, names);

    public Task<Verdict> SendAsync(params ReadOnlySpan<string> names) => _sink.SendAsync(new BatchSlice(BatchOf(names)), TestContext.Current.CancellationToken).AsTask();

    /// <summary>The first trouble of which this word is a part.</summary>
    public async Task<Verdict> TroubleAsync(string part)
    {
        await Eventually.TrueAsync(() => Troubles.Any(told => told.Words!.Contains(part, StringComparison.Ordinal)), $"a trouble with: {part}; told were: {string.Join(" | ", Troubles.Select(static told => told.Words))}");
        return Troubles.First(told => told.Words!.Contains(part, StringComparison.Ordinal));
    }

    public void Report(Verdict value) => Troubles.Enqueue(value);

    public ValueTask DisposeAsync() => _sink.DisposeAsync();
}

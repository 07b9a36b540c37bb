using Confluent.Kafka;
using TetraBridge.Events;

namespace TetraBridge.Benchmarks;

/// <summary>A consumer that notes how old each message is: now, less the time that its JSON begins with.</summary>
internal sealed class KafkaAges : IAgeReceiver
{
    // {"time":"…"
    private const int TimeAt = 9;

    private readonly KafkaServer _server;
    private readonly CancellationTokenSource _end = new();
    private readonly List<double> _milliseconds = [];
    private readonly Lock _lock = new();
    private readonly Task _consuming;

    public KafkaAges(KafkaServer server)
    {
        _server = server;
        _consuming = Task.Factory.StartNew(Consume, TaskCreationOptions.LongRunning);
    }

    /// <inheritdoc/>
    public string Title => _server.Title;

    /// <inheritdoc/>
    public IReadOnlyList<string> Route => ["--kafka", _server.Bootstrap, "--topic", KafkaMock.Topic];

    /// <inheritdoc/>
    public List<double> Drain()
    {
        lock (_lock)
        {
            var sorted = _milliseconds.Order().ToList();
            _milliseconds.Clear();
            return sorted;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _consuming.ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _end.Dispose();
    }

    private void Consume()
    {
        var config = new ConsumerConfig { BootstrapServers = _server.Bootstrap, GroupId = "ages", FetchWaitMaxMs = 5 };
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(config).SetLogHandler(static (_, _) => { }).Build();
        consumer.Assign(Enumerable.Range(0, KafkaMock.Partitions).Select(static partition => new TopicPartitionOffset(KafkaMock.Topic, partition, Offset.End)));
        while (!_end.IsCancellationRequested)
        {
            if (consumer.Consume(100) is { Message.Value: { } value } && Timestamps.TryParse(value.AsSpan(TimeAt, Timestamps.Length), out var time))
            {
                var age = (TimeProvider.System.GetUtcNow().UnixNanoseconds() - time) / 1e6;
                lock (_lock)
                {
                    _milliseconds.Add(age);
                }
            }
        }
    }
}

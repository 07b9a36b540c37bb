using System.Text;
using Confluent.Kafka;
using TetraBridge.Delivery.Batches;
using TetraBridge.Delivery.Sending;

namespace TetraBridge.Sinks.Kafka.Topics;

/// <summary>
/// Which topic a record goes to: its own, checked at first use; where that does not exist, it is created, or the fallback topic is taken,
/// or the route holds. Not thread-safe.
/// </summary>
internal sealed class KafkaTopics(KafkaOptions options, ITopicCatalog catalog)
{
    // Templates are made of categories, kinds and namespaces: some dozens. A flood of names must not cost memory.
    private const int MostKnown = 10_000;

    private readonly Dictionary<string, string> _known = [];
    private bool _isBegun;

    /// <summary>The topic to send to instead of this one, once <see cref="CheckAsync"/> gave no verdict for it.</summary>
    public string this[string topic] => _known[topic];

    /// <summary>Asks the cluster for the topics that it was not asked for yet; a verdict where one can't be written to.</summary>
    public async ValueTask<Verdict?> CheckAsync(IEnumerable<string> topics, CancellationToken cancellation)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        foreach (var topic in _isBegun ? topics : options.Topics.Concat(topics))
        {
            if (!_known.ContainsKey(topic) && await FindAsync(topic, cancellation).ConfigureAwait(false) is { } trouble)
            {
                return trouble;
            }
        }

        _isBegun = true;
        return null;
    }

    /// <summary>The topic of each group of the batch, once <see cref="CheckAsync"/> gave no verdict for them.</summary>
    public string[] Of(Batch batch) => [.. batch.Groups.Select(group => this[Encoding.UTF8.GetString(group)])];

    /// <summary>Where the cluster says that a topic is gone or changed, it is asked again.</summary>
    public void Heed(IReadOnlyList<(int Index, ErrorCode Error)> failures)
    {
        if (failures.Any(static failure => failure.Error is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic))
        {
            _known.Clear();
            _isBegun = false;
        }
    }

    private async Task<Verdict?> FindAsync(string topic, CancellationToken cancellation)
    {
        var error = await FindOrCreateAsync(topic, cancellation).ConfigureAwait(false);
        if (error == ErrorCode.NoError)
        {
            _known[topic] = topic;
            return null;
        }

        if (error is not (ErrorCode.UnknownTopicOrPart or ErrorCode.TopicException) || options.FallbackTopic is not { } fallback
            || fallback == topic)
        {
            return KafkaAnswers.Of(error, topic);
        }

        error = await FindOrCreateAsync(fallback, cancellation).ConfigureAwait(false);
        if (error != ErrorCode.NoError)
        {
            return KafkaAnswers.Of(error, fallback);
        }

        _known[topic] = fallback;
        return null;
    }

    private async Task<ErrorCode> FindOrCreateAsync(string topic, CancellationToken cancellation)
    {
        var error = await catalog.FindAsync(topic, cancellation).ConfigureAwait(false);
        return error == ErrorCode.UnknownTopicOrPart && options.CreateTopics
            ? await catalog.CreateAsync(topic, options.Partitions, options.Replication, cancellation).ConfigureAwait(false)
            : error;
    }
}

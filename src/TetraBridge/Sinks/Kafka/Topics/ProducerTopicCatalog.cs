using Confluent.Kafka;

namespace TetraBridge.Sinks.Kafka.Topics;

/// <summary>
/// Asks the cluster by the producer's own connections, in short turns, so that a cancellation is seen between two of them.
/// </summary>
/// <param name="producer">The producer's handle; valid as long as questions are asked.</param>
/// <param name="topics">The handle of a topic; 0 where the library does not take the name.</param>
internal sealed class ProducerTopicCatalog(nint producer, Func<string, nint> topics) : ITopicCatalog
{
    private const int Turns = 5;
    private const int TurnMilliseconds = 1000;
    private const int CreationMilliseconds = 2500;

    /// <inheritdoc/>
    public async Task<ErrorCode> FindAsync(string topic, CancellationToken cancellation)
    {
        var handle = topics(topic);
        if (handle == 0)
        {
            return ErrorCode.TopicException;
        }

        var error = ErrorCode.Local_TimedOut;
        for (var turn = 0; turn < Turns && error is ErrorCode.Local_TimedOut or ErrorCode.Local_Transport; turn++)
        {
            cancellation.ThrowIfCancellationRequested();

            // Never left alone: the producer must not be destroyed under a question.
            error = await Task.Run(
                () => TopicQuestions.Find(producer, handle, TurnMilliseconds), CancellationToken.None).ConfigureAwait(false);
        }

        return error;
    }

    /// <inheritdoc/>
    public async Task<ErrorCode> CreateAsync(string topic, int partitions, short replication, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return await Task.Run(
            () => TopicQuestions.Create(producer, topic, partitions, replication, CreationMilliseconds), CancellationToken.None).ConfigureAwait(false);
    }
}

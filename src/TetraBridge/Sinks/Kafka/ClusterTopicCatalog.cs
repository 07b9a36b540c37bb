using Confluent.Kafka;
using Confluent.Kafka.Admin;

namespace TetraBridge.Sinks.Kafka;

/// <summary>Asks the cluster by a client that lives as long as a question: topics are asked for once each.</summary>
internal sealed class ClusterTopicCatalog(KafkaOptions options) : ITopicCatalog
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task<ErrorCode> FindAsync(string topic, CancellationToken cancellation) => AskAsync(
        admin =>
        {
            // The question itself must not make the topic, whatever auto.create.topics.enable says.
            var known = admin.GetMetadata(topic, _longest).Topics.SingleOrDefault(candidate => candidate.Topic == topic);
            var error = known?.Error.Code ?? ErrorCode.UnknownTopicOrPart;
            return Task.FromResult(error == ErrorCode.LeaderNotAvailable ? ErrorCode.NoError : error);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<ErrorCode> CreateAsync(string topic, int partitions, short replication, CancellationToken cancellation) => AskAsync(
        async admin =>
        {
            try
            {
                var wanted = new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = replication };
                await admin.CreateTopicsAsync([wanted], new CreateTopicsOptions { RequestTimeout = _longest, OperationTimeout = _longest }).ConfigureAwait(false);
                return ErrorCode.NoError;
            }
            catch (CreateTopicsException refused)
            {
                var error = refused.Results[0].Error.Code;
                return error == ErrorCode.TopicAlreadyExists ? ErrorCode.NoError : error;
            }
        },
        cancellation);

    private async Task<ErrorCode> AskAsync(Func<IAdminClient, Task<ErrorCode>> question, CancellationToken cancellation)
    {
        // The client blocks while it waits for a broker.
        var answer = Task.Run(
            async () =>
            {
                try
                {
                    // Loads the library before Confluent.Kafka looks for one.
                    _ = KafkaLibrary.Version;
                    var settings = KafkaSettings.Connection(options).Concat(options.Settings.Where(static setting => IsOfConnections(setting.Key)));
                    using var admin = new AdminClientBuilder(new Dictionary<string, string>(settings) { ["allow.auto.create.topics"] = "false" })
                        .SetLogHandler(static (_, _) => { })
                        .SetErrorHandler(static (_, _) => { })
                        .Build();
                    return await question(admin).ConfigureAwait(false);
                }
                catch (KafkaException failure)
                {
                    return failure.Error.Code;
                }
                catch (InvalidOperationException)
                {
                    // A setting that librdkafka refuses; the producer tells it in words.
                    return ErrorCode.Local_InvalidArg;
                }
            },
            CancellationToken.None);
        return await answer.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private static bool IsOfConnections(string setting) =>
        setting.StartsWith("ssl.", StringComparison.Ordinal) || setting.StartsWith("sasl.", StringComparison.Ordinal)
        || setting.StartsWith("enable.ssl.", StringComparison.Ordinal) || setting.StartsWith("socket.", StringComparison.Ordinal)
        || setting.StartsWith("broker.", StringComparison.Ordinal) || setting == "enable.sasl.oauthbearer.unsecure.jwt";
}

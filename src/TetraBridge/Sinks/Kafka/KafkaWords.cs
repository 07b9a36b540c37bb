namespace TetraBridge.Sinks.Kafka;

/// <summary>What an operator is told of one trouble, by whichever way librdkafka reports it.</summary>
internal static class KafkaWords
{
    /// <summary>The producer was fenced.</summary>
    public const string TakenOver = "another producer with the same transactional id took over: do two bridges run for this node, source and route?";

    /// <summary>The producer has a fatal error that a new one does not have.</summary>
    public const string MadeAnew = "librdkafka's producer can't go on and is made anew";

    /// <summary>The login is refused.</summary>
    public const string Login = "the broker refuses the login: check user, password and mechanism";

    /// <summary>A right is missing.</summary>
    public const string IdempotentWrite = "this user may not write idempotently: allow IDEMPOTENT_WRITE on the cluster";

    /// <summary>A right is missing.</summary>
    public const string TransactionalId = "this user may not use the transactional id: allow WRITE and DESCRIBE for it";

    /// <summary>The topic is not there.</summary>
    public const string NoTopic = "the topic does not exist: create it, or let it be created (createTopics)";
}

namespace TetraBridge.Configuration.Destinations;

/// <summary>How topics are created.</summary>
/// <param name="Partitions">1 or more; null: the broker's default.</param>
/// <param name="Replication">1 or more; null: the broker's default.</param>
internal sealed record KafkaTopicCreation(int? Partitions, int? Replication);

using TetraBridge.Configuration.Secrets;
using TetraBridge.Sinks.Kafka;

namespace TetraBridge.Configuration.Destinations;

/// <summary>Who logs in to the brokers, and how.</summary>
/// <param name="Mechanism">The mechanism.</param>
/// <param name="User">Null with OAUTHBEARER.</param>
/// <param name="Password">Null with OAUTHBEARER.</param>
internal sealed record KafkaSaslConfig(KafkaSaslMechanism Mechanism, string? User, SecretConfig? Password);

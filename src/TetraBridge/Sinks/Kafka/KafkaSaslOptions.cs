namespace TetraBridge.Sinks.Kafka;

/// <summary>Who logs in, and how.</summary>
/// <param name="Mechanism">The mechanism.</param>
/// <param name="UserName">Null with OAUTHBEARER.</param>
/// <param name="Password">Gives the password when a connection is configured; null with OAUTHBEARER.</param>
internal sealed record KafkaSaslOptions(KafkaSaslMechanism Mechanism, string? UserName, Func<string>? Password);

namespace TetraBridge.Enrichment;

/// <summary>What a tracing policy did about the process that it caught.</summary>
/// <param name="Stops">True where it kept the process from doing it: such an event is an error (decisions 4).</param>
/// <param name="Words">Goes before the policy's name in a sentence, UTF-8.</param>
internal sealed record PolicyAction(bool Stops, byte[] Words);

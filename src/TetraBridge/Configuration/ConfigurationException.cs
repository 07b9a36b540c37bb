namespace TetraBridge.Configuration;

/// <summary>What the operator wrote can't be started with; the message says what to change.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);

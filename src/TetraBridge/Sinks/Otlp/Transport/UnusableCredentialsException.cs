namespace TetraBridge.Sinks.Otlp.Transport;

/// <summary>A certificate, key or headers file can't be read or used; the message says which and why. Never leaves the sink.</summary>
internal sealed class UnusableCredentialsException(string message, Exception? cause = null) : Exception(message, cause);

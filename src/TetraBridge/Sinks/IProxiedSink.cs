namespace TetraBridge.Sinks;

/// <summary>A sink whose requests may go through a proxy that the environment names: an operator is shown it (decisions 6).</summary>
internal interface IProxiedSink : ISink
{
    /// <summary>The proxy's address with its login masked; null: none.</summary>
    string? Proxy { get; }
}

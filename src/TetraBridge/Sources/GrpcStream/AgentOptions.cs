namespace TetraBridge.Sources.GrpcStream;

/// <summary>A Tetragon agent to receive from.</summary>
/// <param name="Name">The source's name, for people.</param>
/// <param name="Address">`unix:///path`, `http://host:port` or `https://host:port`.</param>
internal sealed record AgentOptions(string Name, Uri Address)
{
    /// <summary>The request of GetEvents on the wire, filters and all. Default: everything.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>How the server is proven, and we to it; for https only.</summary>
    public AgentTls Tls { get; init; } = new(null, null, null, null);

    /// <summary>The longest line in bytes.</summary>
    public int MaxLineBytes { get; init; } = 16 << 20;

    /// <summary>Path of the unix socket; null: TCP.</summary>
    public string? Socket => Address.Scheme == "unix" ? Uri.UnescapeDataString(Address.AbsolutePath) : null;

    /// <summary>How people know the agent.</summary>
    public string Shown => Socket is { } socket ? $"unix://{socket}" : Address.GetLeftPart(UriPartial.Authority);
}

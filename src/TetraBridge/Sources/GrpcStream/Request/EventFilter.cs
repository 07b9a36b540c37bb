namespace TetraBridge.Sources.GrpcStream.Request;

/// <summary>One filter of a request: an event matches where it matches all keys.</summary>
/// <param name="Values">The values by the names of <see cref="EventFilterKeys"/>, right ones for their types.</param>
internal sealed record EventFilter(IReadOnlyDictionary<string, IReadOnlyList<string>> Values)
{
    /// <summary>
    /// The deny list of Tetragon's Helm chart, which holds for its file only: probes, and the host, cilium and kube-system.
    /// </summary>
    public static IReadOnlyList<EventFilter> HelmDefault { get; } =
    [
        new(new Dictionary<string, IReadOnlyList<string>> { ["health_check"] = ["true"] }),
        new(new Dictionary<string, IReadOnlyList<string>> { ["namespace"] = ["", "cilium", "kube-system"] }),
    ];
}

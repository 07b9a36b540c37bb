using TetraBridge.Enrichment;
using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>
/// egress-connections: a TCP connect that leaves. The library's policy (and those that the operator names) selects by address itself; of
/// any other policy the address must be public (decisions 4).
/// </summary>
internal sealed class EgressConnections : ICategory
{
    private const string LibraryPolicy = "monitor-network-activity-outside-cluster-cidr-range";

    private static readonly Judgement _public = Judgement.Match(
        "function_name=tcp_connect to a public address, policy_name is not the library's");
    private static readonly Judgement _near = Judgement.NearMiss(
        "tcp_connect, but policy_name is not the library's and the address is not public");
    private static readonly Judgement _noAddress = Judgement.NearMiss(
        "tcp_connect, but policy_name is not the library's and there is no address that can be read");

    private readonly KernelHooks _hooks;

    /// <summary>Makes the category; policies by name, `*` allowed.</summary>
    public EgressConnections(IEnumerable<string> policies) => _hooks = HooksOf([LibraryPolicy, .. policies]);

    /// <summary>The function of the library's policy.</summary>
    public static KernelHooks Hooks { get; } = HooksOf([LibraryPolicy]);

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.EgressConnections;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Kprobe];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var byFunction = _hooks.Find(e, out var byPolicy);
        if (byFunction.Kind == JudgementKind.No || byPolicy)
        {
            return byFunction;
        }

        return AddressScope.Of(e.Value(Fields.ArgSockPeerAddress)) switch
        {
            NetworkScope.Public => _public,
            NetworkScope.None => _noAddress,
            _ => _near,
        };
    }

    private static KernelHooks HooksOf(IReadOnlyList<string> policies) => new(["tcp_connect"], policies);
}

using TetraBridge.Categories.Library;

namespace TetraBridge.Categories;

/// <summary>Makes the fourteen categories.</summary>
internal static class LibraryCategories
{
    /// <summary>
    /// The fourteen, in the table's order. <paramref name="egressPolicies"/>: further policies whose tcp_connect always leaves the cluster;
    /// names, `*` allowed.
    /// </summary>
    public static IReadOnlyList<ICategory> Create(IEnumerable<string>? egressPolicies = null) =>
    [
        new TmpExecs(),
        new SudoExec(),
        new SuidExec(),
        new FileCapabilitiesExec(),
        new SetuidCalls(),
        new UserNamespaces(),
        new CapsetCalls(),
        new FilelessExec(),
        new UnlinkedExec(),
        new EbpfUse(),
        new KernelModules(),
        new LibraryLoads(),
        new SshNetwork(),
        new EgressConnections(egressPolicies ?? []),
    ];
}

using TetraBridge.Categories.Library;
using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>
/// Tells from the first events of a journal which of the fourteen categories can't be seen there, and why (decisions 7): most need a
/// policy, and four need a flag of the agent that is off by default. Does no I/O. Not thread-safe.
/// </summary>
internal sealed class CategoryVisibility
{
    // The categories of exec events that need credentials; tmp-execs and sudo need nothing.
    private static readonly CategoryInfo[] _byCredentials =
        [CategoryTable.ExecFileless, CategoryTable.ExecUnlinked, CategoryTable.PrivilegesSuid, CategoryTable.PrivilegesFscaps];

    private static readonly (CategoryInfo Category, KernelHooks[] Hooks)[] _byHooks =
    [
        (CategoryTable.KernelModule, [KernelModules.Hooks, KernelModules.FileHooks]),
        (CategoryTable.PrivilegesUserns, [UserNamespaces.Hooks]),
        (CategoryTable.Ebpf, [EbpfUse.Hooks]),
        (CategoryTable.PrivilegesSetuid, [SetuidCalls.Hooks]),
        (CategoryTable.PrivilegesCapset, [CapsetCalls.Hooks]),
        (CategoryTable.EgressConnections, [EgressConnections.Hooks]),
        (CategoryTable.SshNetwork, [SshNetwork.Hooks]),
    ];

    private readonly HashSet<CategoryInfo> _hooked = [];
    private int _execs;
    private bool _credentials;
    private bool _loaders;
    private bool _hosts;

    /// <summary>How many events were looked at.</summary>
    public int Events { get; private set; }

    /// <summary>Looks at an event.</summary>
    public void Observe(TetragonEvent e)
    {
        Events++;
        _hosts |= !e.Has(Fields.PodName);
        switch (e.Kind)
        {
            case EventKind.Exec:
                _execs++;
                _credentials |= Credentials.AreTold(e) || e.Has(Fields.Setuid) || e.Has(Fields.InodeLinks);
                break;
            case EventKind.Loader:
                _loaders = true;
                break;
            case EventKind.Kprobe:
                foreach (var (category, hooks) in _byHooks)
                {
                    if (!_hooked.Contains(category) && Array.Exists(hooks, hook => hook.Find(e).Kind == JudgementKind.Match))
                    {
                        _hooked.Add(category);
                    }
                }

                break;
        }
    }

    /// <summary>The categories that can't be seen, or of which nothing was seen yet. Empty before the first event.</summary>
    public IReadOnlyList<UnseenCategory> Unseen()
    {
        var unseen = new List<UnseenCategory>();
        if (_execs > 0 && !_credentials)
        {
            unseen.AddRange(
                _byCredentials.Select(
                    category => new UnseenCategory(category, IsBlind: true, "the agent runs without --enable-process-cred")));
        }

        if (Events > 0)
        {
            var missing = _byHooks.Where(row => !_hooked.Contains(row.Category)).Select(row => row.Category);
            unseen.AddRange(
                (_loaders ? missing : [.. missing, CategoryTable.Library]).Select(
                    category => new UnseenCategory(category, IsBlind: false, $"needs {category.Needs}")));
        }

        return unseen;
    }

    /// <summary>What an operator is told once, as one sentence or two; null where nothing is missing.</summary>
    public string? Sentence()
    {
        var unseen = Unseen();
        var blind = unseen.Where(row => row.IsBlind).ToList();
        var idle = unseen.Where(row => !row.IsBlind).ToList();
        List<string> sentences = [];
        if (blind.Count > 0)
        {
            sentences.Add($"{string.Join(", ", blind.Select(row => row.Category.Id))} can't be seen: {blind[0].Why}.");
        }

        if (idle.Count > 0)
        {
            sentences.Add(
                $"Not seen yet in {Events} events, and maybe not exported: {string.Join("; ", idle.Select(row => $"{row.Category.Id} ({row.Why})"))}.");
        }

        if (Events > 0 && !_hosts)
        {
            sentences.Add(
                "All are events of pods: what the node's own processes do is not exported (the chart's default tetragon.exportDenyList leaves it out).");
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }
}

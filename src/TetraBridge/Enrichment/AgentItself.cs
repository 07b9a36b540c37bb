using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>
/// The Tetragon agent, which is made of eBPF: its own start fills the ebpf category. Holds for its binaries' paths, as root, and only for a
/// process that ran before the agent did (flag procFS), which the agent always finds itself to be. What it costs: a program at one of these
/// paths, of a container too, that runs when the agent starts is taken for it; the category stays.
/// </summary>
internal sealed class AgentItself : IContext
{
    private static readonly TextSet _binaries = new(
        ["/usr/bin/tetragon", "/usr/sbin/tetragon", "/usr/local/bin/tetragon", "/usr/local/sbin/tetragon"]);

    /// <inheritdoc/>
    public string Name => "agent";

    /// <inheritdoc/>
    public string Words => "it is the Tetragon agent itself";

    /// <inheritdoc/>
    public bool Explains(CategoryInfo category) => category == CategoryTable.Ebpf;

    /// <inheritdoc/>
    public bool Holds(TetragonEvent e) =>
        _binaries.Contains(e.Value(Fields.Binary)) && e.TryNumber(Fields.Uid, out var uid) && uid == 0 && ProcessFlags.IsReplay(e);
}

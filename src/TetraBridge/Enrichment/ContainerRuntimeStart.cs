using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>
/// A container runtime that starts itself from a sealed memory file, so that a container can't overwrite the runtime's file: each container
/// start and each exec into one looks fileless. Holds where, on the host and as root, the parent is a runtime's own binary in a folder that
/// only root writes, and the child runs with its parent's arguments or with runc's `init`. What it costs: root on the host who replaces the
/// runtime, or starts memory files by it, is taken for it; the category stays. Not taken for it: runtimes without root, and runc before
/// 1.2, whose second start has /proc/self/exe as parent, a name that anybody can have.
/// </summary>
internal sealed class ContainerRuntimeStart : IContext
{
    private static readonly Field _parentDocker = EventSchema.Instance.Field("parent.docker");
    private static readonly Field _parentPod = EventSchema.Instance.Field("parent.pod.name");

    private static readonly TextPattern[] _runtimes =
    [
        .. new[] { "/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/", "/usr/libexec/crio/", "/var/lib/rancher/*/bin/", "/var/lib/k0s/bin/", "/snap/microk8s/*/bin/" }
            .SelectMany(_ => new[] { "runc", "crun", "youki" }, string.Concat)
            .Select(TextPattern.Of),
    ];

    /// <inheritdoc/>
    public string Name => "container-runtime";

    /// <inheritdoc/>
    public string Words => "it is a container runtime starting itself from memory";

    /// <inheritdoc/>
    public bool Explains(CategoryInfo category) => category == CategoryTable.ExecFileless || category == CategoryTable.ExecUnlinked;

    /// <inheritdoc/>
    public bool Holds(TetragonEvent e)
    {
        var arguments = e.Value(Fields.Arguments);
        return Binaries.IsDescriptor(e.Value(Fields.Binary))
            && e.TryNumber(Fields.Uid, out var uid) && uid == 0
            && !e.Has(Fields.Docker) && !e.Has(Fields.PodName) && !e.Has(_parentDocker) && !e.Has(_parentPod)
            && _runtimes.MatchAny(e.Value(Fields.ParentBinary))
            && !arguments.IsEmpty && (arguments.SequenceEqual(e.Value(Fields.ParentArguments)) || arguments.SequenceEqual("init"u8));
    }
}

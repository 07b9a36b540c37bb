using TetraBridge.Events;

namespace TetraBridge.Categories.Library;

/// <summary>
/// ssh-network: a socket hook of the library's policy in a process of the SSH server. The policy's tcp_close has no selector, so it reports
/// every process's: only the binary makes it sshd.
/// </summary>
internal sealed class SshNetwork : ICategory
{
    /// <summary>The socket functions of the library's policy, which is truly named accept.</summary>
    public static readonly KernelHooks Hooks = new(
        ["sk_alloc", "sk_free", "tcp_set_state", "tcp_close", "tcp_create_openreq_child"],
        ["accept"],
        " by sshd");

    // OpenSSH 9.8 moved sessions to sshd-session, 10.0 logins to sshd-auth.
    private static readonly TextSet _servers = new(["sshd", "sshd-session", "sshd-auth"]);
    private static readonly Judgement _otherProcess = Judgement.NearMiss("the hook is one of the sshd policy, but the process is not sshd");

    /// <inheritdoc/>
    public CategoryInfo Info => CategoryTable.SshNetwork;

    /// <inheritdoc/>
    public IReadOnlyList<EventKind> Kinds { get; } = [EventKind.Kprobe];

    /// <inheritdoc/>
    public Judgement Judge(TetragonEvent e)
    {
        var byFunction = Hooks.Find(e);
        return byFunction.Kind == JudgementKind.No || _servers.Contains(Binaries.FileName(e.Value(Fields.Binary)))
            ? byFunction
            : _otherProcess;
    }
}

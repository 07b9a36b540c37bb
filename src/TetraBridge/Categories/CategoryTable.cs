using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>
/// The fourteen categories of Tetragon's policy library: what they mean, what they need, how bad they are. Technique ids are of ATT&amp;CK
/// v18.
/// </summary>
internal static class CategoryTable
{
    private const string Credentials = "--enable-process-cred (Helm: tetragon.enableProcessCred)";

    public static readonly CategoryInfo TmpExecs = new(
        "tmp-execs", "A program in /tmp was started.", "nothing", Severity.Warn, ["T1059.004", "T1204.002"]);

    public static readonly CategoryInfo Sudo = new(
        "sudo", "sudo was started.", "nothing", Severity.Info2, ["T1548.003"]);

    public static readonly CategoryInfo PrivilegesSuid = new(
        "privileges-suid", "A program's SUID or SGID bit gave the process another user or group.", Credentials, Severity.Warn,
        ["T1548.001"]);

    public static readonly CategoryInfo PrivilegesFscaps = new(
        "privileges-fscaps", "A program's file capabilities gave the process more capabilities.", Credentials, Severity.Warn, ["T1548"]);

    public static readonly CategoryInfo PrivilegesSetuid = new(
        "privileges-setuid", "A process set its user or group ids.", "policy privileges-raise or privileges-setuid-root", Severity.Info3,
        ["T1548.001", "T1548"]);

    public static readonly CategoryInfo PrivilegesUserns = new(
        "privileges-userns", "A process made a user namespace.", "policy privileges-raise", Severity.Warn, ["T1611", "T1068"]);

    public static readonly CategoryInfo PrivilegesCapset = new(
        "privileges-capset", "A process set its capabilities.", "policy privileges-raise", Severity.Info2, ["T1548", "T1068"]);

    public static readonly CategoryInfo ExecFileless = new(
        "exec-fileless", "A program was started from memory, without a file on disk.", Credentials, Severity.Warn4, ["T1620", "T1027.011"]);

    public static readonly CategoryInfo ExecUnlinked = new(
        "exec-unlinked", "A program was started whose file has no name any more.", Credentials, Severity.Warn4, ["T1070.004"]);

    public static readonly CategoryInfo Ebpf = new(
        "ebpf", "A process loaded or used eBPF programs, maps or perf events.", "policy bpf-library-policy", Severity.Warn,
        ["T1014", "T1205.002", "T1562.001"]);

    public static readonly CategoryInfo KernelModule = new(
        "kernel-module", "A kernel module was asked for or read. One loaded from memory by init_module(2) is not seen.",
        "policy monitor-kernel-modules", Severity.Warn2, ["T1547.006", "T1014"]);

    public static readonly CategoryInfo Library = new(
        "library", "A process mapped a library or program.", "a policy with loader: true, and PROCESS_LOADER in the export allow list",
        Severity.Info, ["T1129", "T1574.006"]);

    public static readonly CategoryInfo SshNetwork = new(
        "ssh-network", "The SSH server used a socket.", "policy accept (of sshd.yaml)", Severity.Info,
        ["T1021.004", "T1133", "T1078", "T1110"]);

    public static readonly CategoryInfo EgressConnections = new(
        "egress-connections", "A process connected by TCP to an address outside.",
        "policy monitor-network-activity-outside-cluster-cidr-range", Severity.Info2, ["T1071", "T1041", "T1048", "T1095", "T1571"]);

    /// <summary>All rows, in the policy library's order, which decides between equal severities.</summary>
    public static IReadOnlyList<CategoryInfo> All { get; } =
    [
        TmpExecs, Sudo, PrivilegesSuid, PrivilegesFscaps, PrivilegesSetuid, PrivilegesUserns, PrivilegesCapset, ExecFileless, ExecUnlinked,
        Ebpf, KernelModule, Library, SshNetwork, EgressConnections,
    ];
}

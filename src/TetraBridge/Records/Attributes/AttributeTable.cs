using TetraBridge.Events;
using TetraBridge.Records.Mapping;
using static TetraBridge.Records.Attributes.AttributeForm;

namespace TetraBridge.Records.Attributes;

/// <summary>
/// Which value of an event is told under which name: semantic conventions where they have one, `tetragon.*` for the agent's own. A field of
/// the API without a row keeps its path behind `tetragon.`; hook arguments without a row are in `tetragon.args`. What a record gets beside
/// is in <see cref="RecordKeys"/>.
/// </summary>
internal static class AttributeTable
{
    /// <summary>The rows, by path.</summary>
    public static IReadOnlyList<AttributeRow> Rows { get; } =
    [
        // What the source adds to a line.
        new("tetrabridge_backfill", "tetrabridge.backfill", Flag),
        new("tetrabridge_live_exec_id", "tetrabridge.live_exec_id", Text),

        // The process.
        new("process.exec_id", "tetragon.process.exec_id", Text),
        new("process.pid", "process.pid", Number),
        new("process.tid", "thread.id", Number),
        new("process.uid", "process.user.id", Number),
        new("process.user.name", "process.user.name", Text),
        new("process.auid", "tetragon.process.auid", Number),
        new("process.cwd", "process.working_directory", Text),
        new("process.flags", "tetragon.process.flags", Words),
        new("process.start_time", "process.creation.time", Text),
        new("process.in_init_tree", "tetragon.process.in_init_tree", Flag),
        new("process.process_credentials.uid", "process.real_user.id", Number),
        new("process.process_credentials.suid", "process.saved_user.id", Number),
        new("process.process_credentials.euid", "tetragon.process.credentials.euid", Number),
        new("process.process_credentials.gid", "tetragon.process.credentials.gid", Number),
        new("process.process_credentials.egid", "tetragon.process.credentials.egid", Number),
        new("process.process_credentials.sgid", "tetragon.process.credentials.sgid", Number),
        new("process.process_credentials.fsuid", "tetragon.process.credentials.fsuid", Number),
        new("process.process_credentials.fsgid", "tetragon.process.credentials.fsgid", Number),
        new("process.cap.permitted", "tetragon.process.capabilities.permitted", Capabilities),
        new("process.cap.effective", "tetragon.process.capabilities.effective", Capabilities),
        new("process.cap.inheritable", "tetragon.process.capabilities.inheritable", Capabilities),
        new("process.binary_properties.setuid", "tetragon.binary.setuid", Number),
        new("process.binary_properties.setgid", "tetragon.binary.setgid", Number),
        new("process.binary_properties.privileges_changed", "tetragon.binary.privileges_changed", Names),
        new("process.binary_properties.file.inode.number", "file.inode", Digits),
        new("process.binary_properties.file.inode.links", "tetragon.file.links", Number),
        new("process.environment_variables", "tetragon.process.environment.count", Count),
        new("process.pod.container.pid", "tetragon.container.pid", Number),
        new("process.pod.container.maybe_exec_probe", "tetragon.container.maybe_exec_probe", Flag),

        // Its parent.
        new("parent.pid", "process.parent_pid", Number),
        new("parent.binary", "tetragon.parent.executable.path", Text),
        new("parent.uid", "tetragon.parent.user.id", Number),
        new("parent.environment_variables", "tetragon.parent.environment.count", Count),

        // The end of a process.
        new("signal", "tetragon.exit.signal", Text),
        new("status", "process.exit.code", Number),
        new("exit.time", "process.exit.time", Text),

        // Hooks.
        new("function_name", "code.function.name", Text),
        new("function_name", "tetragon.hook.function", Text),
        new("subsys", "tetragon.tracepoint.subsystem", Text),
        new("event", "tetragon.tracepoint.event", Text),
        new("symbol", "tetragon.uprobe.symbol", Text),
        new("offset", "tetragon.uprobe.offset", Digits),
        new("ref_ctr_offset", "tetragon.uprobe.ref_ctr_offset", Digits),
        new("path", "tetragon.uprobe.path", Text, EventKind.Uprobe),
        new("path", "tetragon.usdt.path", Text, EventKind.Usdt),
        new("provider", "tetragon.usdt.provider", Text),
        new("name", "tetragon.usdt.name", Text),
        new("flags", "tetragon.usdt.flags", Text),
        new("path", "tetragon.loader.path", Text, EventKind.Loader),
        new("path", "file.path", Text, EventKind.Loader),
        new("buildid", "tetragon.loader.build_id", Hex),
        new("ima_hash", "tetragon.ima.hash", Text),
        new("action", "tetragon.action", EnumName, Prefix: "KPROBE_ACTION_"),
        new("return_action", "tetragon.return_action", EnumName, Prefix: "KPROBE_ACTION_"),
        new("policy_name", "tetragon.policy.name", Text),
        new("policy_name", "security_rule.name", Text),
        new("message", "security_rule.description", Text),
        new("tags", "tetragon.policy.tags", Names),
        new("args", "tetragon.args", Json),
        new("return", "tetragon.return", Json),
        new("data", "tetragon.data", Json),
        new("kernel_stack_trace", "tetragon.kernel_stack_trace", Json),
        new("user_stack_trace", "tetragon.user_stack_trace", Json),

        // Hook arguments that the fourteen categories turn on: the first of each.
        new("args[].sock_arg.family", "network.type", NetworkType),
        new("args[].sock_arg.protocol", "network.transport", EnumName, Prefix: "IPPROTO_"),
        new("args[].sock_arg.state", "network.connection.state", EnumName, Prefix: "TCP_"),
        new("args[].sock_arg.saddr", "network.local.address", Text),
        new("args[].sock_arg.sport", "network.local.port", Number),
        new("args[].sock_arg.daddr", "network.peer.address", Text),
        new("args[].sock_arg.dport", "network.peer.port", Number),
        new("args[].sock_arg.saddr", "client.address", Text, EventKind.Kprobe, "tcp_connect"),
        new("args[].sock_arg.sport", "client.port", Number, EventKind.Kprobe, "tcp_connect"),
        new("args[].sock_arg.daddr", "server.address", Text, EventKind.Kprobe, "tcp_connect"),
        new("args[].sock_arg.dport", "server.port", Number, EventKind.Kprobe, "tcp_connect"),
        new("args[].sock_arg.cookie", "tetragon.sock.cookie", Digits),
        new("args[].file_arg.path", "file.path", Text),
        new("args[].path_arg.path", "file.path", Text),
        new("args[].file_arg.path", "file.name", BaseName),
        new("args[].path_arg.path", "file.name", BaseName),
        new("args[].file_arg.permission", "file.mode", Text),
        new("args[].path_arg.permission", "file.mode", Text),
        new("args[].module_arg.name", "tetragon.kernel_module.name", Text),
        new("args[].string_arg", "tetragon.kernel_module.name", Text, EventKind.Kprobe, "security_kernel_module_request"),
        new("args[].bpf_attr_arg.ProgType", "tetragon.bpf.prog_type", Text),
        new("args[].bpf_attr_arg.ProgName", "tetragon.bpf.prog_name", Text),
        new("args[].bpf_attr_arg.InsnCnt", "tetragon.bpf.insn_count", Number),
        new("args[].bpf_map_arg.MapType", "tetragon.bpf.map_type", Text),
        new("args[].bpf_map_arg.MapName", "tetragon.bpf.map_name", Text),
        new("args[].cap_effective_arg", "tetragon.capset.effective", CapabilityBits),
        new("args[].cap_inheritable_arg", "tetragon.capset.inheritable", CapabilityBits),
        new("args[].cap_permitted_arg", "tetragon.capset.permitted", CapabilityBits),
        new("args[].capability_arg.name", "tetragon.capability", Text),

        // The agent's own losses.
        new("type", "tetragon.throttle.type", EnumName, Prefix: "THROTTLE_"),
        new("cgroup", "tetragon.throttle.cgroup", UntilNul),
        new("number_of_dropped_process_events", "tetragon.dropped_events", Number),
    ];

    /// <summary>
    /// Attributes that a full record never gives up (decisions 4); hook arguments stand for themselves in any case. Pod and container are
    /// in the resource.
    /// </summary>
    public static IReadOnlySet<string> NeverRolledUp { get; } = new HashSet<string>
    {
        "tetragon.process.exec_id", "tetragon.parent.exec_id", "process.pid", "process.user.id", "tetragon.process.auid",
        "process.executable.path",
        "process.executable.name", "process.command_line", "tetragon.parent.executable.path", "tetragon.category", "tetragon.args",
        "tetragon.return",
        "tetragon.process.environment.count", "tetragon.parent.environment.count",
    };

    /// <summary>What a record leaves out on purpose, when and why: nothing else may be missing.</summary>
    public static IReadOnlyList<LeftOutRow> LeftOut { get; } =
    [
        new("process.environment_variables", LeftOutCondition.Withheld, "values may be secrets: withheld and counted"),
        new("parent.environment_variables", LeftOutCondition.Withheld, "values may be secrets: withheld and counted"),
        new("process.auid", LeftOutCondition.UnsetAuid, "4294967295 means that no login set it"),
        new("parent.auid", LeftOutCondition.UnsetAuid, "4294967295 means that no login set it"),
        new("process.docker", LeftOutCondition.InContainerId, "the first 31 characters of container.id; where no pod is known, the resource tells them"),
        new("parent.docker", LeftOutCondition.SamePod, "where the parent is in the same container, as the process's"),
        new("parent.pod", LeftOutCondition.SamePod, "told once in the resource, where it is the process's"),
        new("process.parent_exec_id", LeftOutCondition.ParentTells, "told once as tetragon.parent.exec_id, where it is the parent's"),
    ];

    /// <summary>Names that others use for what we know, and that no record has, with the reason.</summary>
    public static IReadOnlyList<(string Name, string Reason)> NotMade { get; } =
    [
        ("process.command_args", "the agent joins arguments by spaces, so where one ends can only be guessed: process.command_line has what it told"),
        ("process.args_count", "as process.command_args: a guessed number would look like a known one"),
        ("code.stacktrace", "tetragon.kernel_stack_trace and tetragon.user_stack_trace have the whole stacks; as text they would be told twice"),
        ("threat.tactic.id", "a technique belongs to several tactics, and ATT&CK moves them from version to version: threat.technique.id is what holds"),
        ("log.file.path", "an event of the agent's stream has no file, and the same event is the same record from both; dead letters and gaps name theirs"),
        ("log.file.name", "as log.file.path"),
        ("tetragon.cred", "credentials in hook arguments are in tetragon.args, whole; those of the process are tetragon.process.credentials.*"),
    ];
}

namespace TetraBridge.Events;

/// <summary>
/// Tetragon's event messages, as its API of August 2026 (behind v1.7) has them: a table of what an event can hold, in the API's order.
/// An agent may send what isn't named here, which readers keep under the name or number that it has.
/// </summary>
internal static class ApiMessages
{
    /// <summary>
    /// The messages that an event is made of, by name without package. Built at first use, never changed: safe for all threads.
    /// </summary>
    public static IReadOnlyDictionary<string, ApiMessage> All { get; } = ByName(
        Message(
            "GetEventsResponse",
            Object("process_exec", 1, "ProcessExec", oneof: "event"),
            Object("process_exit", 5, "ProcessExit", oneof: "event"),
            Object("process_kprobe", 9, "ProcessKprobe", oneof: "event"),
            Object("process_tracepoint", 10, "ProcessTracepoint", oneof: "event"),
            Object("process_loader", 11, "ProcessLoader", oneof: "event"),
            Object("process_uprobe", 12, "ProcessUprobe", oneof: "event"),
            Object("process_throttle", 27, "ProcessThrottle", oneof: "event"),
            Object("process_lsm", 28, "ProcessLsm", oneof: "event"),
            Object("process_usdt", 29, "ProcessUsdt", oneof: "event"),
            Object("test", 40000, "Test", oneof: "event"),
            Object("rate_limit_info", 40001, "RateLimitInfo", oneof: "event"),
            String("node_name", 1000),
            Timestamp("time", 1001),
            Object("aggregation_info", 1002, "AggregationInfo"),
            String("cluster_name", 1003),
            Map("node_labels", 1004)),
        Message("Image", String("id", 1), String("name", 2)),
        Message("SecurityContext", Bool("privileged", 1)),
        Message(
            "Container",
            String("id", 1),
            String("name", 2),
            Object("image", 3, "Image"),
            Timestamp("start_time", 4),
            UInt32Value("pid", 5),
            Bool("maybe_exec_probe", 13),
            Object("security_context", 14, "SecurityContext")),
        Message(
            "Pod",
            String("namespace", 1),
            String("name", 2),
            String("uid", 3),
            Object("container", 4, "Container"),
            Map("pod_labels", 5),
            String("workload", 6),
            String("workload_kind", 7),
            Map("pod_annotations", 8)),
        Message(
            "Capabilities", Enums("permitted", 1, "CapabilitiesType"), Enums("effective", 2, "CapabilitiesType"),
            Enums("inheritable", 3, "CapabilitiesType")),
        Message("Namespace", UInt32("inum", 1), Bool("is_host", 2)),
        Message(
            "Namespaces",
            Object("uts", 1, "Namespace"),
            Object("ipc", 2, "Namespace"),
            Object("mnt", 3, "Namespace"),
            Object("pid", 4, "Namespace"),
            Object("pid_for_children", 5, "Namespace"),
            Object("net", 6, "Namespace"),
            Object("time", 7, "Namespace"),
            Object("time_for_children", 8, "Namespace"),
            Object("cgroup", 9, "Namespace"),
            Object("user", 10, "Namespace")),
        Message("UserNamespace", Int32Value("level", 1), UInt32Value("uid", 2), UInt32Value("gid", 3), Object("ns", 4, "Namespace")),
        Message(
            "ProcessCredentials",
            UInt32Value("uid", 1),
            UInt32Value("gid", 2),
            UInt32Value("euid", 3),
            UInt32Value("egid", 4),
            UInt32Value("suid", 5),
            UInt32Value("sgid", 6),
            UInt32Value("fsuid", 7),
            UInt32Value("fsgid", 8),
            Enums("securebits", 9, "SecureBitsType"),
            Object("caps", 10, "Capabilities"),
            Object("user_ns", 11, "UserNamespace")),
        Message("InodeProperties", UInt64("number", 1), UInt32Value("links", 2)),
        Message("FileProperties", Object("inode", 1, "InodeProperties"), String("path", 2)),
        Message(
            "BinaryProperties",
            UInt32Value("setuid", 1),
            UInt32Value("setgid", 2),
            Enums("privileges_changed", 3, "ProcessPrivilegesChanged"),
            Object("file", 4, "FileProperties")),
        Message("UserRecord", String("name", 1)),
        Message("EnvVar", String("Key", 1), String("Value", 2)),
        Message(
            "Process",
            String("exec_id", 1),
            UInt32Value("pid", 2),
            UInt32Value("uid", 3),
            String("cwd", 4),
            String("binary", 5),
            String("arguments", 6),
            String("flags", 7),
            Timestamp("start_time", 8),
            UInt32Value("auid", 9),
            Object("pod", 10, "Pod"),
            String("docker", 11),
            String("parent_exec_id", 12),
            UInt32("refcnt", 13),
            Object("cap", 14, "Capabilities"),
            Object("ns", 15, "Namespaces"),
            UInt32Value("tid", 16),
            Object("process_credentials", 17, "ProcessCredentials"),
            Object("binary_properties", 18, "BinaryProperties"),
            Object("user", 19, "UserRecord"),
            BoolValue("in_init_tree", 20),
            Objects("environment_variables", 21, "EnvVar")),
        Message("ProcessExec", Object("process", 1, "Process"), Object("parent", 2, "Process"), Objects("ancestors", 3, "Process")),
        Message(
            "ProcessExit",
            Object("process", 1, "Process"),
            Object("parent", 2, "Process"),
            String("signal", 3),
            UInt32("status", 4),
            Timestamp("time", 5),
            Objects("ancestors", 6, "Process")),
        Message(
            "KprobeSock",
            String("family", 1),
            String("type", 2),
            String("protocol", 3),
            UInt32("mark", 4),
            UInt32("priority", 5),
            String("saddr", 6),
            String("daddr", 7),
            UInt32("sport", 8),
            UInt32("dport", 9),
            UInt64("cookie", 10),
            String("state", 11)),
        Message(
            "KprobeSkb",
            UInt32("hash", 1),
            UInt32("len", 2),
            UInt32("priority", 3),
            UInt32("mark", 4),
            String("saddr", 5),
            String("daddr", 6),
            UInt32("sport", 7),
            UInt32("dport", 8),
            UInt32("proto", 9),
            UInt32("sec_path_len", 10),
            UInt32("sec_path_olen", 11),
            String("protocol", 12),
            String("family", 13)),
        Message("KprobeSockaddr", String("family", 1), String("addr", 2), UInt32("port", 3)),
        Message("KprobeSockaddrUn", String("family", 1), String("path", 2)),
        Message("KprobeNetDev", String("name", 1)),
        Message("KprobePath", String("mount", 1), String("path", 2), String("flags", 3), String("permission", 4)),
        Message("KprobeFile", String("mount", 1), String("path", 2), String("flags", 3), String("permission", 4)),
        Message("KprobeTruncatedBytes", Bytes("bytes_arg", 1), UInt64("orig_size", 2)),
        Message(
            "KprobeCred", Enums("permitted", 1, "CapabilitiesType"), Enums("effective", 2, "CapabilitiesType"),
            Enums("inheritable", 3, "CapabilitiesType")),
        Message("KprobeLinuxBinprm", String("path", 1), String("flags", 2), String("permission", 3)),
        Message("KprobeCapability", Int32Value("value", 1), String("name", 2)),
        Message(
            "KprobeUserNamespace",
            Int32Value("level", 1),
            UInt32Value("owner", 2),
            UInt32Value("group", 3),
            Object("ns", 4, "Namespace")),
        Message("KprobeBpfAttr", String("ProgType", 1), UInt32("InsnCnt", 2), String("ProgName", 3)),
        Message("KprobeBpfProg", String("ProgType", 1), UInt32("InsnCnt", 2), String("ProgName", 3)),
        Message("KprobePerfEvent", String("KprobeFunc", 1), String("Type", 2), UInt64("Config", 3), UInt64("ProbeOffset", 4)),
        Message(
            "KprobeBpfMap",
            String("MapType", 1),
            UInt32("KeySize", 2),
            UInt32("ValueSize", 3),
            UInt32("MaxEntries", 4),
            String("MapName", 5)),
        Message("KprobeError", String("Message", 1)),
        Message("SyscallId", UInt32("id", 1), String("abi", 2)),
        Message(
            "KprobeArgument",
            String("string_arg", 1, oneof: "arg"),
            Int32("int_arg", 2, oneof: "arg"),
            Object("skb_arg", 3, "KprobeSkb", oneof: "arg"),
            UInt64("size_arg", 4, oneof: "arg"),
            Bytes("bytes_arg", 5, oneof: "arg"),
            Object("path_arg", 6, "KprobePath", oneof: "arg"),
            Object("file_arg", 7, "KprobeFile", oneof: "arg"),
            Object("truncated_bytes_arg", 8, "KprobeTruncatedBytes", oneof: "arg"),
            Object("sock_arg", 9, "KprobeSock", oneof: "arg"),
            Object("cred_arg", 10, "KprobeCred", oneof: "arg"),
            Int64("long_arg", 11, oneof: "arg"),
            Object("bpf_attr_arg", 12, "KprobeBpfAttr", oneof: "arg"),
            Object("perf_event_arg", 13, "KprobePerfEvent", oneof: "arg"),
            Object("bpf_map_arg", 14, "KprobeBpfMap", oneof: "arg"),
            UInt32("uint_arg", 15, oneof: "arg"),
            Object("user_namespace_arg", 16, "KprobeUserNamespace", oneof: "arg"),
            Object("capability_arg", 17, "KprobeCapability", oneof: "arg"),
            Object("process_credentials_arg", 19, "ProcessCredentials", oneof: "arg"),
            Object("user_ns_arg", 20, "UserNamespace", oneof: "arg"),
            Object("module_arg", 21, "KernelModule", oneof: "arg"),
            String("kernel_cap_t_arg", 22, oneof: "arg"),
            String("cap_inheritable_arg", 23, oneof: "arg"),
            String("cap_permitted_arg", 24, oneof: "arg"),
            String("cap_effective_arg", 25, oneof: "arg"),
            Object("linux_binprm_arg", 26, "KprobeLinuxBinprm", oneof: "arg"),
            Object("net_dev_arg", 27, "KprobeNetDev", oneof: "arg"),
            Enum("bpf_cmd_arg", 28, "BpfCmd", oneof: "arg"),
            Object("syscall_id", 29, "SyscallId", oneof: "arg"),
            Object("sockaddr_arg", 30, "KprobeSockaddr", oneof: "arg"),
            Object("bpf_prog_arg", 31, "KprobeBpfProg", oneof: "arg"),
            Object("error_arg", 32, "KprobeError", oneof: "arg"),
            Object("sockaddrun_arg", 33, "KprobeSockaddrUn", oneof: "arg"),
            String("label", 18)),
        Message(
            "ProcessKprobe",
            Object("process", 1, "Process"),
            Object("parent", 2, "Process"),
            String("function_name", 3),
            Objects("args", 4, "KprobeArgument"),
            Object("return", 5, "KprobeArgument"),
            Enum("action", 6, "KprobeAction"),
            Objects("kernel_stack_trace", 7, "StackTraceEntry"),
            String("policy_name", 8),
            Enum("return_action", 9, "KprobeAction"),
            String("message", 10),
            Strings("tags", 11),
            Objects("user_stack_trace", 12, "StackTraceEntry"),
            Objects("ancestors", 13, "Process"),
            Objects("data", 14, "KprobeArgument")),
        Message(
            "ProcessTracepoint",
            Object("process", 1, "Process"),
            Object("parent", 2, "Process"),
            String("subsys", 4),
            String("event", 5),
            Objects("args", 6, "KprobeArgument"),
            String("policy_name", 7),
            Enum("action", 8, "KprobeAction"),
            String("message", 9),
            Strings("tags", 10),
            Objects("ancestors", 11, "Process")),
        Message(
            "ProcessUprobe",
            Object("process", 1, "Process"),
            Object("parent", 2, "Process"),
            String("path", 3),
            String("symbol", 4),
            String("policy_name", 5),
            String("message", 6),
            Objects("args", 7, "KprobeArgument"),
            Strings("tags", 8),
            Objects("ancestors", 9, "Process"),
            UInt64("offset", 10),
            UInt64("ref_ctr_offset", 11),
            Enum("action", 12, "KprobeAction"),
            Objects("data", 13, "KprobeArgument")),
        Message(
            "ProcessUsdt",
            Object("process", 1, "Process"),
            Object("parent", 2, "Process"),
            String("path", 3),
            String("provider", 4),
            String("name", 5),
            String("policy_name", 6),
            String("message", 7),
            Objects("args", 8, "KprobeArgument"),
            Strings("tags", 9),
            Objects("ancestors", 10, "Process"),
            Enum("action", 11, "KprobeAction"),
            String("flags", 12)),
        Message(
            "ProcessLsm",
            Object("process", 1, "Process"),
            Object("parent", 2, "Process"),
            String("function_name", 3),
            String("policy_name", 5),
            String("message", 6),
            Objects("args", 7, "KprobeArgument"),
            Enum("action", 8, "KprobeAction"),
            Strings("tags", 9),
            Objects("ancestors", 10, "Process"),
            String("ima_hash", 11)),
        Message("KernelModule", String("name", 1), BoolValue("signature_ok", 2), Enums("tainted", 3, "TaintedBitsType")),
        Message("Test", UInt64("arg0", 1), UInt64("arg1", 2), UInt64("arg2", 3), UInt64("arg3", 4)),
        Message(
            "ProcessLoader",
            Object("process", 1, "Process"),
            String("path", 2),
            Bytes("buildid", 3),
            Object("parent", 4, "Process"),
            Objects("ancestors", 5, "Process")),
        Message("StackTraceEntry", UInt64("address", 1), UInt64("offset", 2), String("symbol", 3), String("module", 4)),
        Message("AggregationInfo", UInt64("count", 1)),
        Message("RateLimitInfo", UInt64("number_of_dropped_process_events", 1)),
        Message("ProcessThrottle", Enum("type", 1, "ThrottleType"), String("cgroup", 2)));

    /// <summary>The outermost message: a line of the export file, a message of the stream.</summary>
    public static ApiMessage GetEventsResponse { get; } = All["GetEventsResponse"];

    private static Dictionary<string, ApiMessage> ByName(params ReadOnlySpan<ApiMessage> messages)
    {
        var all = new Dictionary<string, ApiMessage>(messages.Length, StringComparer.Ordinal);
        foreach (var message in messages)
        {
            all.Add(message.Name, message);
        }

        return all;
    }

    private static ApiMessage Message(string name, params ApiField[] fields) => new(name, fields);

    private static ApiField String(string name, int number, string? oneof = null) => new(name, number, ApiFieldType.String, Oneof: oneof);

    private static ApiField Bytes(string name, int number, string? oneof = null) => new(name, number, ApiFieldType.Bytes, Oneof: oneof);

    private static ApiField Bool(string name, int number) => new(name, number, ApiFieldType.Bool);

    private static ApiField Int32(string name, int number, string? oneof = null) => new(name, number, ApiFieldType.Int32, Oneof: oneof);

    private static ApiField UInt32(string name, int number, string? oneof = null) => new(name, number, ApiFieldType.UInt32, Oneof: oneof);

    private static ApiField Int64(string name, int number, string? oneof = null) => new(name, number, ApiFieldType.Int64, Oneof: oneof);

    private static ApiField UInt64(string name, int number, string? oneof = null) => new(name, number, ApiFieldType.UInt64, Oneof: oneof);

    private static ApiField Timestamp(string name, int number) => new(name, number, ApiFieldType.Timestamp);

    private static ApiField Enum(string name, int number, string values, string? oneof = null) =>
        new(name, number, ApiFieldType.Enum, Oneof: oneof, Enum: values);

    private static ApiField Map(string name, int number) => new(name, number, ApiFieldType.Map);

    private static ApiField BoolValue(string name, int number) => new(name, number, ApiFieldType.BoolValue);

    private static ApiField Int32Value(string name, int number) => new(name, number, ApiFieldType.Int32Value);

    private static ApiField UInt32Value(string name, int number) => new(name, number, ApiFieldType.UInt32Value);

    private static ApiField Strings(string name, int number) => new(name, number, ApiFieldType.String, Repeated: true);

    private static ApiField Enums(string name, int number, string values) =>
        new(name, number, ApiFieldType.Enum, Repeated: true, Enum: values);

    private static ApiField Object(string name, int number, string message, string? oneof = null) =>
        new(name, number, ApiFieldType.Message, Message: message, Oneof: oneof);

    private static ApiField Objects(string name, int number, string message) =>
        new(name, number, ApiFieldType.Message, Repeated: true, Message: message);
}

namespace TetraBridge.Events;

/// <summary>The fields that rules and enrichers look at, by the path that the schema gives them.</summary>
internal static class Fields
{
    public static readonly Field Time = Of("time");
    public static readonly Field NodeName = Of("node_name");
    public static readonly Field ClusterName = Of("cluster_name");

    public static readonly Field ExecId = Of("process.exec_id");
    public static readonly Field Pid = Of("process.pid");
    public static readonly Field Tid = Of("process.tid");
    public static readonly Field Uid = Of("process.uid");
    public static readonly Field Binary = Of("process.binary");
    public static readonly Field Arguments = Of("process.arguments");
    public static readonly Field Flags = Of("process.flags");
    public static readonly Field StartTime = Of("process.start_time");
    public static readonly Field Docker = Of("process.docker");
    public static readonly Field Setuid = Of("process.binary_properties.setuid");
    public static readonly Field Setgid = Of("process.binary_properties.setgid");
    public static readonly Field PrivilegesChanged = Of("process.binary_properties.privileges_changed");
    public static readonly Field InodeLinks = Of("process.binary_properties.file.inode.links");
    public static readonly Field CredentialsUid = Of("process.process_credentials.uid");
    public static readonly Field UserName = Of("process.user.name");

    public static readonly Field PodNamespace = Of("process.pod.namespace");
    public static readonly Field PodName = Of("process.pod.name");
    public static readonly Field ContainerId = Of("process.pod.container.id");
    public static readonly Field ContainerPid = Of("process.pod.container.pid");

    public static readonly Field ParentExecId = Of("parent.exec_id");
    public static readonly Field ParentBinary = Of("parent.binary");
    public static readonly Field ParentArguments = Of("parent.arguments");
    public static readonly Field ParentPodNamespace = Of("parent.pod.namespace");
    public static readonly Field ParentPodName = Of("parent.pod.name");
    public static readonly Field ParentContainerId = Of("parent.pod.container.id");
    public static readonly Field ToldParentExecId = Of("process.parent_exec_id");
    public static readonly Field Ancestors = Of("ancestors");

    public static readonly Field FunctionName = Of("function_name");
    public static readonly Field Subsys = Of("subsys");
    public static readonly Field TracepointEvent = Of("event");
    public static readonly Field Path = Of("path");
    public static readonly Field Symbol = Of("symbol");
    public static readonly Field Provider = Of("provider");
    public static readonly Field UsdtName = Of("name");
    public static readonly Field BuildId = Of("buildid");
    public static readonly Field PolicyName = Of("policy_name");
    public static readonly Field Action = Of("action");
    public static readonly Field ReturnAction = Of("return_action");
    public static readonly Field Args = Of("args");
    public static readonly Field Return = Of("return");
    public static readonly Field Signal = Of("signal");
    public static readonly Field Status = Of("status");
    public static readonly Field ThrottleType = Of("type");
    public static readonly Field ThrottleCgroup = Of("cgroup");
    public static readonly Field DroppedEvents = Of("number_of_dropped_process_events");

    public static readonly Field ArgString = Of("args[].string_arg");
    public static readonly Field ArgInt = Of("args[].int_arg");
    public static readonly Field ArgFilePath = Of("args[].file_arg.path");
    public static readonly Field ArgPathPath = Of("args[].path_arg.path");
    public static readonly Field ArgSockSourceAddress = Of("args[].sock_arg.saddr");
    public static readonly Field ArgSockSourcePort = Of("args[].sock_arg.sport");
    public static readonly Field ArgSockPeerAddress = Of("args[].sock_arg.daddr");
    public static readonly Field ArgSockPeerPort = Of("args[].sock_arg.dport");

    private static Field Of(string path) => EventSchema.Instance.Field(path);
}

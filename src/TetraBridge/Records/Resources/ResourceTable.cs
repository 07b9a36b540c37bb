using static TetraBridge.Records.Resources.ResourceForm;

namespace TetraBridge.Records.Resources;

/// <summary>
/// Which values of node, pod and container make the resource of a record, under which names. The resource is (cluster, node, pod,
/// container): no pid, no exec_id.
/// </summary>
internal static class ResourceTable
{
    /// <summary>The rows.</summary>
    public static IReadOnlyList<ResourceRow> Rows { get; } =
    [
        new("node_name", Text, "k8s.node.name", "host.name", "service.instance.id"),
        new("cluster_name", Text, "k8s.cluster.name"),
        new("node_labels", Labels, "k8s.node.label."),
        new("process.pod.namespace", Text, "k8s.namespace.name"),
        new("process.pod.name", Text, "k8s.pod.name"),
        new("process.pod.uid", Text, "k8s.pod.uid"),
        new("process.pod.pod_labels", Labels, "k8s.pod.label."),
        new("process.pod.pod_annotations", Labels, "k8s.pod.annotation."),
        new("process.pod.labels", Names, "tetragon.pod.labels"),
        new("process.pod.workload", Workload, "tetragon.workload.name"),
        new("process.pod.workload_kind", WorkloadKind, "tetragon.workload.kind"),
        new("process.pod.container.id", ContainerId, "container.id", "container.runtime.name"),
        new("process.pod.container.name", Text, "k8s.container.name"),
        new("process.pod.container.image.name", ImageName, "container.image.name", "container.image.tags"),
        new("process.pod.container.image.id", ImageId, "container.image.repo_digests", "container.image.id"),
        new("process.pod.container.start_time", Text, "tetragon.container.start_time"),
        new("process.pod.container.security_context.privileged", Flag, "container.security_context.privileged"),
        new("process.docker", WithoutPod, "tetragon.container.id_prefix"),
    ];

    /// <summary>Names that the conventions have for a workload, by its kind.</summary>
    public static IReadOnlyDictionary<string, string> WorkloadNames { get; } = new Dictionary<string, string>
    {
        ["Deployment"] = "k8s.deployment.name",
        ["StatefulSet"] = "k8s.statefulset.name",
        ["DaemonSet"] = "k8s.daemonset.name",
        ["ReplicaSet"] = "k8s.replicaset.name",
        ["Job"] = "k8s.job.name",
        ["CronJob"] = "k8s.cronjob.name",
    };
}

namespace TetraBridge.Records.Resources;

/// <summary>How a value of the node or pod becomes resource attributes.</summary>
internal enum ResourceForm
{
    /// <summary>Text as it is.</summary>
    Text,

    /// <summary>A boolean.</summary>
    Flag,

    /// <summary>A JSON object of texts: an attribute for each, named by prefix and key.</summary>
    Labels,

    /// <summary>A JSON list of texts.</summary>
    Names,

    /// <summary>`runtime://id`: the id, and the runtime under the second name.</summary>
    ContainerId,

    /// <summary>`repository:tag`: the repository, and the tag as a list under the second name.</summary>
    ImageName,

    /// <summary>`repository@sha256:…` as a list of digests under the first name, anything else under the second.</summary>
    ImageId,

    /// <summary>The workload's name, under the name that its kind has in the conventions, else under the first of the row.</summary>
    Workload,

    /// <summary>The workload's kind, where the conventions have no name for it.</summary>
    WorkloadKind,

    /// <summary>Only where no pod is known.</summary>
    WithoutPod,
}

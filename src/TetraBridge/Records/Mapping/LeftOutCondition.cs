namespace TetraBridge.Records.Mapping;

/// <summary>When a value is left out of a record on purpose.</summary>
internal enum LeftOutCondition
{
    /// <summary>It is always told.</summary>
    Never,

    /// <summary>4294967295: the kernel's word for "no login set it".</summary>
    UnsetAuid,

    /// <summary>The resource tells it, whole in `container.id` or as it is.</summary>
    InContainerId,

    /// <summary>The parent is in the process's container and has the same value there, which the resource tells.</summary>
    SamePod,

    /// <summary>The parent's own exec_id says the same.</summary>
    ParentTells,

    /// <summary>The values may be secrets: they are withheld.</summary>
    Withheld,
}

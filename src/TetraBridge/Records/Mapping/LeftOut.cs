using TetraBridge.Events;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Mapping;

/// <summary>Decides for leaves of one event whether they are left out on purpose (<see cref="AttributeTable.LeftOut"/>).</summary>
internal readonly ref struct LeftOut(TetragonEvent e)
{
    private readonly bool _samePod = ParentIsInSamePod(e);

    /// <summary>4294967295 means that no login set it.</summary>
    public static ReadOnlySpan<byte> UnsetAuid => "4294967295"u8;

    /// <summary>True where the leaf is told nowhere.</summary>
    public bool Has(in Leaf leaf, FieldAttributes field) => field.LeftOut switch
    {
        LeftOutCondition.UnsetAuid => e.Value(leaf).SequenceEqual(UnsetAuid),
        LeftOutCondition.InContainerId => IsInContainerId(e.Value(leaf)),
        LeftOutCondition.SamePod => _samePod && e.Value(leaf).SequenceEqual(e.Value(field.Twin)),
        _ => false,
    };

    // Without a pod the resource tells the prefix as it is (ResourceForm.WithoutPod).
    private bool IsInContainerId(ReadOnlySpan<byte> prefix)
    {
        var id = e.Value(Fields.ContainerId);
        var scheme = id.IndexOf("://"u8);
        return id.IsEmpty || (scheme < 0 ? id : id[(scheme + 3)..]).StartsWith(prefix);
    }

    private static bool ParentIsInSamePod(TetragonEvent e) =>
        e.Has(Fields.PodName)
        && e.Value(Fields.PodName).SequenceEqual(e.Value(Fields.ParentPodName))
        && e.Value(Fields.PodNamespace).SequenceEqual(e.Value(Fields.ParentPodNamespace))
        && e.Value(Fields.ContainerId).SequenceEqual(e.Value(Fields.ParentContainerId));
}

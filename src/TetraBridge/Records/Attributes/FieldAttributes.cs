using TetraBridge.Events;
using TetraBridge.Records.Mapping;

namespace TetraBridge.Records.Attributes;

/// <summary>What the catalog says of one field.</summary>
/// <param name="Role">What becomes of its leaves.</param>
/// <param name="Attributes">The attributes that it is told as.</param>
/// <param name="InArguments">True where the JSON of hook arguments tells it too.</param>
/// <param name="LeftOut">When it is told nowhere.</param>
/// <param name="Twin">For <see cref="LeftOutCondition.SamePod"/>: the process's field with the same meaning.</param>
internal sealed record FieldAttributes(FieldRole Role, FieldAttribute[] Attributes, bool InArguments, LeftOutCondition LeftOut, Field Twin)
{
    /// <summary>The attribute of a field that has one only, for all events: the usual case.</summary>
    public FieldAttribute? Only { get; } = Attributes is [{ IsForAll: true }] ? Attributes[0] : null;
}

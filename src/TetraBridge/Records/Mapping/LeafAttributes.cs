using TetraBridge.Events;
using TetraBridge.Records.Attributes;

namespace TetraBridge.Records.Mapping;

/// <summary>
/// Tells what an event itself holds: each leaf under its names, or in `tetragon.rest`, or left out for a reason. Not thread-safe.
/// </summary>
internal sealed class LeafAttributes
{
    private readonly AttributeCatalog _catalog = AttributeCatalog.Instance;
    private readonly bool[] _written = new bool[AttributeCatalog.Instance.All.Count];
    private readonly LeafTeller _teller = new();

    /// <summary>Writes the attributes; <paramref name="room"/>: how many the record may still take.</summary>
    public void Write(TetragonEvent e, int room, IRecordWriter writer, RestWriter rest)
    {
        Array.Clear(_written);
        var rolledUp = RollUp.From(e, room);
        var leftOut = new LeftOut(e);
        foreach (ref readonly var leaf in e.Leaves)
        {
            var field = _catalog.Of(leaf.Field);
            if (field.Role >= FieldRole.Elsewhere || (field.LeftOut != LeftOutCondition.Never && leftOut.Has(leaf, field)))
            {
                continue;
            }

            var told = field.Role < rolledUp && Tell(e, leaf, field, writer);
            if (!told && !field.InArguments)
            {
                rest.Add(e, leaf);
            }
        }
    }

    private bool Tell(TetragonEvent e, in Leaf leaf, FieldAttributes field, IRecordWriter writer)
    {
        var value = e.Value(leaf);
        if (field.Only is { } only)
        {
            return Tell(only, leaf.Kind, value, writer);
        }

        var told = false;
        foreach (var attribute in field.Attributes)
        {
            told |= attribute.IsFor(e) && Tell(attribute, leaf.Kind, value, writer);
        }

        return told;
    }

    // An attribute stands once in a record: of several hook arguments the first is named, `tetragon.args` has them all.
    private bool Tell(FieldAttribute attribute, LeafKind kind, ReadOnlySpan<byte> value, IRecordWriter writer)
    {
        ref var written = ref _written[attribute.Key.Index];
        if (written)
        {
            return false;
        }

        written = _teller.TryTell(attribute, kind, value, writer);
        return written;
    }
}

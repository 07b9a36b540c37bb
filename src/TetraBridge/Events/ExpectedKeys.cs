namespace TetraBridge.Events;

/// <summary>
/// Which key came next the last time, for each field: a guess that is nearly always right, since protojson writes fields in one order. Not
/// thread-safe.
/// </summary>
internal sealed class ExpectedKeys
{
    private readonly ushort[] _next;

    /// <summary>Begins with the order of the API.</summary>
    public ExpectedKeys()
    {
        _next = new ushort[EventSchema.Instance.NodeSlots];
        Begin(EventSchema.Instance.Body);
    }

    /// <summary>The index of the child expected after child <paramref name="last"/> (-1: first).</summary>
    public int After(FieldNode node, int last) => _next[node.Slot + last + 1];

    /// <summary>Child <paramref name="found"/> came after child <paramref name="last"/>.</summary>
    public void Learn(FieldNode node, int last, int found) => _next[node.Slot + last + 1] = (ushort)found;

    private void Begin(FieldNode node)
    {
        for (var i = 0; i <= node.Children.Length; i++)
        {
            _next[node.Slot + i] = (ushort)i;
        }

        foreach (var child in node.Children)
        {
            Begin(child);
        }
    }
}

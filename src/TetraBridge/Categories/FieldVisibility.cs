using TetraBridge.Events;

namespace TetraBridge.Categories;

/// <summary>Tells from the first events of a journal which needed fields the agent's own field filters leave out. Does no I/O. Not thread-safe.</summary>
internal sealed class FieldVisibility
{
    // One odd event is no filter.
    private const int Enough = 10;

    private readonly int[] _events = new int[NeededField.All.Count];
    private readonly bool[] _isTold = new bool[NeededField.All.Count];

    /// <summary>Looks at an event.</summary>
    public void Observe(TetragonEvent e)
    {
        for (var i = 0; i < _events.Length; i++)
        {
            if (e.Kind == NeededField.All[i].Kind)
            {
                _events[i]++;
                _isTold[i] |= e.Has(NeededField.All[i].Field);
            }
        }
    }

    /// <summary>What an operator is told once; null where nothing is left out.</summary>
    public string? Sentence()
    {
        var missing = NeededField.All.Where((_, i) => _events[i] >= Enough && !_isTold[i]).ToList();
        return missing.Count == 0
            ? null
            : $"The agent's field filters leave out {string.Join("; ", missing.Select(field => $"{field.Path}: without it {field.Without}"))}. Take them out of its field filters (--field-filters, the chart's tetragon.fieldFilters).";
    }
}

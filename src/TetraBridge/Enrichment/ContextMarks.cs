namespace TetraBridge.Enrichment;

/// <summary>Names the known-harmless contexts of an event's categories. Needs the categories.</summary>
internal sealed class ContextMarks : IEnricher
{
    private readonly IReadOnlyList<IContext> _contexts;

    /// <summary>Takes the table of contexts.</summary>
    public ContextMarks(IReadOnlyList<IContext> contexts) => _contexts = contexts;

    /// <inheritdoc/>
    public void Enrich(EventFacts facts)
    {
        if (facts.Matches.Count == 0)
        {
            return;
        }

        for (var i = 0; i < _contexts.Count; i++)
        {
            if (ExplainsOne(_contexts[i], facts) && _contexts[i].Holds(facts.Event))
            {
                facts.Contexts.Add(_contexts[i].Name);
            }
        }
    }

    private static bool ExplainsOne(IContext context, EventFacts facts)
    {
        foreach (var match in facts.Matches)
        {
            if (context.Explains(match.Category.Info))
            {
                return true;
            }
        }

        return false;
    }
}

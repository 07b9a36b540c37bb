using TetraBridge.Categories;
using TetraBridge.Events;

namespace TetraBridge.Enrichment;

/// <summary>Decides the severity (decisions 4). Needs the replay mark, the categories and the contexts.</summary>
internal sealed class SeverityRule : IEnricher
{
    // Kinds that have a severity of their own; throttling and rate limits are losses.
    private static readonly (EventKind Kind, Severity Severity)[] _kinds =
    [
        (EventKind.Exit, Severity.Debug),
        (EventKind.Throttle, Severity.Warn),
        (EventKind.RateLimitInfo, Severity.Warn),
    ];

    // Actions by which a policy stopped what was done.
    private static readonly TextSet _enforced = new(["KPROBE_ACTION_SIGKILL", "KPROBE_ACTION_OVERRIDE", "KPROBE_ACTION_NOTIFYENFORCER"]);

    private readonly IReadOnlyList<IContext> _contexts;

    /// <summary>Takes the table of contexts.</summary>
    public SeverityRule(IReadOnlyList<IContext> contexts) => _contexts = contexts;

    /// <inheritdoc/>
    public void Enrich(EventFacts facts)
    {
        var e = facts.Event;
        if (_enforced.Contains(e.Value(Fields.Action)) || _enforced.Contains(e.Value(Fields.ReturnAction)))
        {
            facts.Severity = Severity.Error;
            return;
        }

        var severity = OfKind(e.Kind);
        foreach (var match in facts.Matches)
        {
            var own = OfCategory(match.Category.Info, facts);
            severity = own > severity ? own : severity;
        }

        facts.Severity = facts.IsReplay && severity > Severity.Info ? Severity.Info : severity;
    }

    private static Severity OfKind(EventKind kind)
    {
        foreach (var row in _kinds)
        {
            if (row.Kind == kind)
            {
                return row.Severity;
            }
        }

        return Severity.Info;
    }

    private Severity OfCategory(CategoryInfo category, EventFacts facts)
    {
        // A distribution's own SUID programs are there to be run.
        var harmless = (category == CategoryTable.PrivilegesSuid && KnownSuidPrograms.Contains(facts.Event.Value(Fields.Binary))) || IsExplained(category, facts.Contexts);
        return harmless && category.BaseSeverity > Severity.Info ? Severity.Info : category.BaseSeverity;
    }

    private bool IsExplained(CategoryInfo category, List<string> names)
    {
        for (var i = 0; names.Count > 0 && i < _contexts.Count; i++)
        {
            if (_contexts[i].Explains(category) && names.Contains(_contexts[i].Name))
            {
                return true;
            }
        }

        return false;
    }
}
